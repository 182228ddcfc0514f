namespace Spasms.Knowledge.Text;

/// <summary>
/// Latin letters without their marks, from tables: string normalisation would depend on the machine's ICU,
/// and where globalisation is invariant, as here, it changes nothing at all.
/// </summary>
internal static class LatinLetters
{
    private const char FirstStart = '\u00C0';
    private const char SecondStart = '\u1E00';

    // U+00C0 to U+0233 and U+1E00 to U+1EFF, as Unicode decomposes them; a point where there is no plain letter below.
    private const string First =
        "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll" +
        "lllnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
        "................................oo.............uu..............." +
        ".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...." +
        "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy";

    private const string Second =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>The plain lower-case letter below a letter with marks, or null.</summary>
    public static char? Plain(char c)
    {
        var plain = c >= SecondStart && c - SecondStart < Second.Length ? Second[c - SecondStart]
            : c >= FirstStart && c - FirstStart < First.Length ? First[c - FirstStart]
            : '.';
        return plain == '.' ? null : plain;
    }
}
