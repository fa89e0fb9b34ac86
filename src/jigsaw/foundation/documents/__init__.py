"""What leaves on paper: one neutral value, written as Word or as PDF.

    paper = Paper(
        title="Before the conversation on 3 March",
        marking="Official – sensitive: personal",
        sections=(
            Section("What brings us together", ("Three agencies wrote in one week.", Points(("One", "Two")))),
            Section("Pieces", (Table("Every piece", ("Day", "Agency", "What"), rows),), level=2),
        ),
        withheld="2 pieces are not shown to you.",
    )
    word.written(paper)  # bytes of a .docx
    pdf.written(paper)   # bytes of a .pdf that a screen reader can read (pdf/ua-1)

Every text is plain text: nothing in it is read as markup, and a line break in it is kept. A caller decides what may be
shown; what is written here is shown to whoever holds the paper.
"""
