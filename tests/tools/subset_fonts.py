"""Cut the released Inter fonts down to the files shipped in resources/fonts.

By hand, once a font release: `python tests/tools/subset_fonts.py FOLDER` with the folder that holds
Inter-Regular.ttf and its sisters (or .woff2, where brotli is installed). Then run make_font_tables.py.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
STYLES = ("Regular", "Medium", "SemiBold", "Bold")

# Latin, Greek and Cyrillic without combining marks (nothing places them once GPOS is gone), punctuation
# without invisible controls, super- and subscripts, currency, letterlike signs, arrows, mathematics, shapes.
KEPT = (
    "20-7E,A0-24F,259,2C6-2DD,370-3FF,400-482,48A-52F,1E00-1EFF,2000-200A,2010-2027,202F-205F,"
    "2070-209C,20A0-20CF,2100-214F,2190-21FF,2200-22FF,2300-23FF,25A0-25FF,2600-27BF,FFFD"
)

# What moves or swaps glyphs goes, so that a text is as wide as the sum of its advances in every renderer.
DROPPED = ["GDEF", "GPOS", "GSUB", "STAT", "kern"]


# A family of our own: where the machine has another release of Inter, Qt takes that one for the same name,
# and its widths differ by up to 2 %. The licence reserves no name.
FAMILY = "SVS Inter"


def subset(source: Path, target: Path) -> None:
    """Write the kept characters of one font, unhinted and with no layout table."""
    options = Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True, recalc_timestamp=False)
    options.drop_tables = [*options.drop_tables, *DROPPED]
    options.name_IDs = list(range(20))
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    _rename(font)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(KEPT))
    subsetter.subset(font)
    font.save(target)


def _rename(font: TTFont) -> None:
    """Put our family name into the family, unique, full, PostScript and typographic names."""
    names = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = record.toUnicode().replace("Inter", names[record.nameID])


def main(folder: Path) -> None:
    """Subset the four styles found in a folder of released fonts."""
    for style in STYLES:
        source = next(folder.glob(f"Inter-{style}.[tw]*"))
        target = FOLDER / f"Inter-{style}.ttf"
        subset(source, target)
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
