"""A records steward decides whether two records are one person, and mends a row that was refused."""

JOIN = "Are these the same person?"


def test_a_join_is_decided_with_its_why(desk):
    wanda = desk("wanda")
    wanda.press("Joins to decide")
    wanda.arrives("Joins to decide")
    waiting = wanda.page.get_by_role("link", name="Compare").count()
    wanda.press("Compare")
    wanda.arrives(JOIN)
    wanda.sees("The two records side by side", "What each comparison says")
    wanda.choose("No, two people")
    wanda.type("What decided it?", "Both agencies were rung: they are brothers")
    wanda.press("Keep this decision")
    wanda.arrives("Joins to decide")
    wanda.sees("Stories and reasons have been worked out again")
    assert wanda.page.get_by_role("link", name="Compare").count() < waiting


def test_a_decision_without_a_why_is_not_kept(desk):
    wanda = desk("wanda")
    wanda.open("/joins")
    wanda.press("Compare")
    wanda.choose("Yes, the same person")
    wanda.press("Keep this decision")
    wanda.arrives(JOIN)
    wanda.sees("There is a problem", "Enter what decided it")


def test_a_refused_row_is_mended_and_leaves_the_list(desk, workspace):
    fault = next(row for row in workspace.truth("faults") if row["file"] == "patients-1")
    wanda = desk("wanda")
    wanda.press("Refused rows")
    wanda.arrives("Refused rows")
    waiting = wanda.page.get_by_role("link", name="mend").count()
    wanda.page.get_by_role("row", name="patients-1.csv").get_by_role("link").click()
    wanda.arrives("Mend a refused row")
    assert wanda.page.get_by_label("BirthDate").input_value() == fault["value"]
    wanda.type("BirthDate", "13/05/1984")
    wanda.type("What showed the right value?", "The paper record")
    wanda.press("Offer it again")
    wanda.arrives("Refused rows")
    assert wanda.page.get_by_role("link", name="mend").count() == waiting - 1


def test_a_row_that_is_still_wrong_says_why(desk):
    wanda = desk("wanda")
    wanda.open("/quarantine")
    wanda.page.get_by_role("row", name="contacts-1.csv").first.get_by_role("link").click()
    wanda.type("What showed the right value?", "Nobody knows yet")
    wanda.press("Offer it again")
    wanda.arrives("Mend a refused row")
    wanda.sees("What is wrong")
