using System.Collections.Immutable;
using Spasms.Knowledge.Articles;

namespace Spasms.Knowledge.RedFlags;

/// <summary>The families of warning words that every message is scanned for (knowledge/red-flags.yaml).</summary>
/// <param name="Sources">Who says that these are signs of danger.</param>
/// <param name="Families">In file order; of two at the same level the earlier is named first.</param>
/// <param name="Lexicon">The patterns in the form that the scan runs.</param>
/// <param name="Hash">SHA-256 of the file.</param>
public sealed record RedFlagBook(
    ImmutableArray<Source> Sources,
    ImmutableArray<RedFlagFamily> Families,
    RedFlagLexicon Lexicon,
    string Hash)
{
    /// <summary>What the second reader goes by.</summary>
    public AlarmWords Words { get; init; } = AlarmWords.Empty;

    /// <summary>No families.</summary>
    public static RedFlagBook Empty { get; } = new([], [], RedFlagLexicon.Empty, "");

    /// <summary>The family with this id, or null.</summary>
    public RedFlagFamily? Find(string id) => Families.FirstOrDefault(f => f.Id == id);
}

/// <summary>Signs that call for the same advice.</summary>
/// <param name="Id">Rule id of a reply and section of its citation.</param>
/// <param name="Name">The sign in plain words: ends the sentence "I say this because you wrote about ...".</param>
/// <param name="Advice">What to do until help comes; a quotable line.</param>
/// <param name="Sources">Ids of the book's sources.</param>
/// <param name="Caught">Messages that must raise the alarm, each checked by a test.</param>
/// <param name="Harmless">Messages that must not.</param>
public sealed record RedFlagFamily(
    string Id,
    string Name,
    string Advice,
    ImmutableArray<string> Sources,
    ImmutableArray<string> Caught,
    ImmutableArray<string> Harmless);

/// <summary>Word groups that raise a family when one word of each stands near enough together.</summary>
/// <param name="Family">Index of the family.</param>
/// <param name="Level">How grave.</param>
/// <param name="Groups">Marks that must all be found.</param>
/// <param name="Guards">Marks of which none may stand near.</param>
/// <param name="Window">Most words from the first to the last found word; <see cref="int.MaxValue"/> for the whole message.</param>
public sealed record RedFlagPattern(
    int Family,
    RedFlagLevel Level,
    ImmutableArray<int> Groups,
    ImmutableArray<int> Guards,
    int Window)
{
    // As far as the words of one plain statement stand apart.
    private const int Near = 8;

    /// <summary>
    /// Gathers signs from all over a message, or has guards since harmless readings of it are known. Such a lead alone leads to
    /// a question; it takes the second reader, who hears the rest of the message too, to make it the alarm.
    /// </summary>
    public bool IsLead => Level == RedFlagLevel.Emergency && (Window > Near || Guards.Length > 0);
}
