namespace Spasms.Knowledge.RedFlags;

/// <summary>
/// Brings a word that the lexicon doesn't hold to the form that it does: "elbows" to "elbow", "texting" to "text",
/// "head's" to "head". Built once, then only read.
/// </summary>
public sealed class WordForms
{
    // A shorter rest is another word ("news", "bus").
    private const int ShortestRest = 4;

    // Their "'s" is a verb of its own, which the lists know ("hes", "thats").
    private static readonly HashSet<string> s_keep = new(StringComparer.Ordinal)
    {
        "hes", "shes", "its", "thats", "theres", "whats", "whos", "hows", "lets", "wheres", "heres", "whens", "ones", "elses",
    };

    private static readonly (string Ending, string Instead)[] s_endings =
        [("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("in", "")];

    private readonly HashSet<string> _known;
    private readonly ILookup<string, string> _stems;

    /// <summary>Forms of these words; a word with one of the stems stays as it is.</summary>
    public WordForms(IEnumerable<string> known, IEnumerable<string> stems)
    {
        _known = new HashSet<string>(known, StringComparer.Ordinal);
        _stems = stems.Distinct(StringComparer.Ordinal).ToLookup(s => s[..PhraseTable.ShortestStem], StringComparer.Ordinal);
    }

    /// <summary>The known form of a normalised word, or null when it is known as it stands or no form is.</summary>
    /// <param name="word">The word without apostrophes.</param>
    /// <param name="owns">True when it was typed with 's.</param>
    public string? Of(string word, bool owns)
    {
        if (owns && !s_keep.Contains(word) && word.Length > 2 && _known.Contains(word[..^1]))
        {
            return word[..^1];
        }

        if (word.Length <= ShortestRest || _known.Contains(word) || HasStem(word))
        {
            return null;
        }

        foreach (var (ending, instead) in s_endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length >= ShortestRest
                && _known.TryGetValue(word[..^ending.Length] + instead, out var known))
            {
                return known;
            }
        }

        return null;
    }

    private bool HasStem(string word)
    {
        foreach (var stem in _stems[word[..PhraseTable.ShortestStem]])
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
