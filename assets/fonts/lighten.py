"""Makes the papers' face out of one face of a collection with cubic outlines.

usage: lighten.py COLLECTION.ttc FACE_NUMBER OUTPUT.ttf

Everything but the Hangul syllables is kept. The outlines become TrueType's
quadratic ones, since the PDF library takes no others, on a grid of 200 units, not
1000, and at most one such unit off: at 10.5 points that is 19 micrometres, half of a
dot at 600 to the inch. A form's PDF becomes a third lighter by it.

make.sh runs it; it needs fontTools 4.38.
"""

import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, newTable
from fontTools.ttLib.scaleUpem import scale_upem

GRID = 200  # units to the em
OFF = 1  # unit that an outline may be off
HANGUL = set(range(0x1100, 0x1200)) | set(range(0x3130, 0x3190)) | set(range(0xA960, 0xA980)) | set(range(0xAC00, 0xD800))


def chosen(face):
    """The face with the characters that are kept, its glyphs numbered anew."""
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=["*"], name_languages=["*"],
        notdef_outline=True, desubroutinize=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=set(face.getBestCmap()) - HANGUL)
    cutter.subset(face)
    return face


def quadratic(face):
    """Gives the face TrueType outlines on the grid in place of its own."""
    glyphs, order = face.getGlyphSet(), face.getGlyphOrder()
    scale = GRID / face["head"].unitsPerEm
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(TransformPen(Cu2QuPen(pen, OFF, reverse_direction=True), (scale, 0, 0, scale, 0, 0)))
        glyf.glyphs[name] = pen.glyph()
    scale_upem(face, GRID)
    face["loca"], face["glyf"] = newTable("loca"), glyf
    for name in order:
        glyph = glyf.glyphs[name]
        if glyph.numberOfContours:
            glyph.coordinates.toInt()
        glyph.recalcBounds(glyf)
        width, _ = face["hmtx"][name]
        face["hmtx"][name] = (width, getattr(glyph, "xMin", 0))

    maxp = face["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours",
                  "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"):
        setattr(maxp, field, 0)
    post = face["post"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    for table in ("CFF ", "VORG", "vhea", "vmtx"):
        if table in face:
            del face[table]
    face.sfntVersion = "\000\001\000\000"


def main():
    collection, number, output = sys.argv[1:]
    face = chosen(TTCollection(collection).fonts[int(number)])
    quadratic(face)
    face.recalcTimestamp = False
    face.save(output)


main()
