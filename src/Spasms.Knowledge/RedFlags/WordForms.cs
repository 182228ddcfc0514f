using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

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

    private readonly WordTable _known;
    private readonly WordTable _stems;

    private WordForms(WordTable known, WordTable stems)
    {
        _known = known;
        _stems = stems;
    }

    /// <summary>Forms of these words; a word with one of the stems stays as it is.</summary>
    public static WordForms Of(IEnumerable<string> known, IEnumerable<string> stems) => new(WordTable.Of(known), WordTable.Of(stems));

    /// <summary>Its kept form.</summary>
    internal static WordForms In(Form form, WordForms? forms) => new(WordTable.In(form, forms?._known), WordTable.In(form, forms?._stems));

    /// <summary>The known form of a normalised word, or null when it is known as it stands or no form is.</summary>
    /// <param name="word">The word without apostrophes.</param>
    /// <param name="owns">True when it was typed with 's.</param>
    public string? Of(string word, bool owns)
    {
        if (owns && !s_keep.Contains(word) && word.Length > 2 && _known.Contains(word.AsSpan(..^1)))
        {
            return word[..^1];
        }

        if (word.Length <= ShortestRest || _known.Contains(word) || _stems.HasBeginningOf(word, PhraseTable.ShortestStem))
        {
            return null;
        }

        Span<char> room = stackalloc char[word.Length + 1];
        foreach (var (ending, instead) in s_endings)
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < ShortestRest)
            {
                continue;
            }

            word.AsSpan(..^ending.Length).CopyTo(room);
            instead.CopyTo(room[(word.Length - ending.Length)..]);
            var form = room[..(word.Length - ending.Length + instead.Length)];
            if (_known.Contains(form))
            {
                return form.ToString();
            }
        }

        return null;
    }
}
