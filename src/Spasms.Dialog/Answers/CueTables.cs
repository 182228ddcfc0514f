using Spasms.Dialog.Understanding;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Answers;

/// <summary>A topic that is meant when another is named and one of some words stands anywhere: a cramp, and night.</summary>
internal sealed record JoinedTopic(int Topic, int Of, WordTable Words)
{
    /// <summary>True when one of its words stands in a text.</summary>
    public bool Occurs(ReadOnlySpan<string> text)
    {
        foreach (var word in text)
        {
            if (Words.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its kept form.</summary>
    public static JoinedTopic In(Form form, JoinedTopic? joined) =>
        new(form.Number(joined?.Topic ?? 0), form.Number(joined?.Of ?? 0), WordTable.In(form, joined?.Words));
}

/// <summary>The cues of one ask as tables.</summary>
/// <param name="Ask">What they show.</param>
/// <param name="Weight">What a cue counts beside its length.</param>
/// <param name="Cues">Full cues, which mean <see cref="Cue"/>, and hints.</param>
internal sealed record AskTable(Ask Ask, int Weight, PhraseTable Cues)
{
    /// <summary>What a full cue means in the table.</summary>
    public const int Cue = 1;

    private const int Hint = 0;

    private static readonly string[] Persons = ["he", "she", "we"];

    /// <summary>Makes the table.</summary>
    public static AskTable Of(AskCues cues) =>
        new(cues.Ask, cues.Weight, PhraseTable.Of([(cues.Cues, Cue), (cues.Cues.SelectMany(OfOthers), Cue), (cues.Hints, Hint)]));

    /// <summary>Its kept form.</summary>
    public static AskTable In(Form form, AskTable? table) =>
        new((Ask)form.Number((int)(table?.Ask ?? 0)), form.Number(table?.Weight ?? 0), PhraseTable.In(form, table?.Cues));

    // "What can I take", and she.
    private static IEnumerable<string> OfOthers(string cue)
    {
        var words = cue.Split(' ');
        var at = Array.IndexOf(words, "i");
        return at < 0 || words.Length < 3 ? [] : Persons.Select(p => string.Join(' ', [.. words[..at], p, .. words[(at + 1)..]]));
    }
}

/// <summary>The words that point back as tables.</summary>
/// <param name="More">They ask for more.</param>
/// <param name="Why">They ask why.</param>
/// <param name="Correction">They correct what was understood.</param>
/// <param name="About">They name another subject for the same question.</param>
/// <param name="Pronouns">They stand for what was named.</param>
/// <param name="Others">They ask for others of the kind.</param>
/// <param name="Ordinals">They mean a line by its number, which is what they mean in the table; the last is -1.</param>
internal sealed record PointingTables(
    PhraseTable More, PhraseTable Why, PhraseTable Correction, PhraseTable About, PhraseTable Pronouns, PhraseTable Others, PhraseTable Ordinals)
{
    /// <summary>Makes the tables.</summary>
    public static PointingTables Of(ThreadCues cues) => new(
        PhraseTable.Of(cues.More),
        PhraseTable.Of(cues.Why),
        PhraseTable.Of(cues.Correction),
        PhraseTable.Of(cues.About),
        PhraseTable.Of(cues.Pronouns),
        PhraseTable.Of(cues.Others),
        PhraseTable.Of(cues.Ordinals.Select((words, i) => ((IEnumerable<string>)words, i)).Append((cues.Last, -1))));

    /// <summary>Their kept form.</summary>
    public static PointingTables In(Form form, PointingTables? tables) => new(
        PhraseTable.In(form, tables?.More),
        PhraseTable.In(form, tables?.Why),
        PhraseTable.In(form, tables?.Correction),
        PhraseTable.In(form, tables?.About),
        PhraseTable.In(form, tables?.Pronouns),
        PhraseTable.In(form, tables?.Others),
        PhraseTable.In(form, tables?.Ordinals));
}
