"""The compiled kernel: patterns laid out as tables, run over one timeline or over millions.

`Finder` gives for many timelines what `naive.find` gives for one pattern and one timeline, to the last field.
`Kernel.onsets` says only when each pattern became true and when it ceased to be, over timelines that are arrays
already. `naive` stays the specification: a property test holds the two together. Where no compiler was there when
Jigsaw was installed, `Finder` uses the naive evaluator; `in_use` says which works here, `why_in_use` also why.
"""

from jigsaw.engine.patterns.kernel.encode import Encoded, encode
from jigsaw.engine.patterns.kernel.finding import Finder
from jigsaw.engine.patterns.kernel.kernel import Kernel, Onsets
from jigsaw.engine.patterns.kernel.library import in_use, library, using, why_in_use

__all__ = ["Encoded", "Finder", "Kernel", "Onsets", "encode", "in_use", "library", "using", "why_in_use"]
