namespace Spasms.Dialog.Talk;

/// <summary>The script a text is written in, by Unicode blocks.</summary>
internal static class Scripts
{
    /// <summary>Latin letters.</summary>
    public const string Latin = "latin";

    private const int MostUnits = 2000;

    // Kana before Han: Japanese has both, Chinese only Han.
    private static readonly (string Name, char First, char Last)[] Blocks =
    [
        (Latin, 'A', 'Z'), (Latin, 'a', 'z'), (Latin, '\u00C0', '\u024F'), (Latin, '\u1E00', '\u1EFF'),
        ("greek", '\u0370', '\u03FF'), ("greek", '\u1F00', '\u1FFF'), ("cyrillic", '\u0400', '\u052F'),
        ("hebrew", '\u0590', '\u05FF'), ("arabic", '\u0600', '\u06FF'), ("arabic", '\u0750', '\u077F'),
        ("arabic", '\uFB50', '\uFDFF'), ("arabic", '\uFE70', '\uFEFC'),
        ("devanagari", '\u0900', '\u097F'), ("bengali", '\u0980', '\u09FF'), ("gurmukhi", '\u0A00', '\u0A7F'),
        ("gujarati", '\u0A80', '\u0AFF'), ("tamil", '\u0B80', '\u0BFF'), ("telugu", '\u0C00', '\u0C7F'),
        ("thai", '\u0E00', '\u0E7F'), ("hangul", '\u1100', '\u11FF'), ("hangul", '\uAC00', '\uD7A3'),
        ("kana", '\u3041', '\u30FF'), ("han", '\u3400', '\u4DBF'), ("han", '\u4E00', '\u9FFF'),
    ];

    /// <summary>
    /// The script of most of the letters, or null without letters. A letter of a non-Latin script stands for about
    /// as much as two Latin ones, and kana among Han make Japanese.
    /// </summary>
    public static string? Main(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MostUnits)))
        {
            foreach (var (name, first, last) in Blocks)
            {
                if (c >= first && c <= last)
                {
                    counts[name] = counts.GetValueOrDefault(name) + (name == Latin ? 1 : 2);
                    break;
                }
            }
        }

        if (counts.Remove("han", out var han))
        {
            var east = counts.ContainsKey("kana") ? "kana" : counts.ContainsKey("hangul") ? "hangul" : "han";
            counts[east] = counts.GetValueOrDefault(east) + han;
        }

        string? main = null;
        foreach (var (name, _, _) in Blocks)
        {
            if (counts.TryGetValue(name, out var count) && count > (main is null ? 0 : counts[main]))
            {
                main = name;
            }
        }

        // One stray letter, a mu or a pi, tells nothing.
        return main is null || (main != Latin && counts[main] < 4) ? counts.ContainsKey(Latin) ? Latin : null : main;
    }
}
