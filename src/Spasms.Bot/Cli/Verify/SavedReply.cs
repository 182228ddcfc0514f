using System.Collections.Immutable;

namespace Spasms.Bot.Cli.Verify;

/// <summary>A reply as a transcript holds it.</summary>
/// <param name="Line">1-based line of the transcript, or place in its array.</param>
/// <param name="Runs">Its words in runs that hold no line break, list marker or markup.</param>
/// <param name="Citations">In the order of their numbers.</param>
internal sealed record SavedReply(int Line, ImmutableArray<string> Runs, ImmutableArray<SavedCitation> Citations)
{
    /// <summary>Content hash of the whole knowledge that it was made from, or empty.</summary>
    public string Content { get; init; } = "";

    /// <summary>What its buttons say.</summary>
    public ImmutableArray<string> Buttons { get; init; } = [];
}

/// <summary>A citation as a transcript holds it.</summary>
/// <param name="Article">Article id, <c>triage</c> or <c>country-XX</c>.</param>
/// <param name="Section">Anchor, or id of the rule, family or entry.</param>
/// <param name="Quote">The quoted line.</param>
/// <param name="Hash">Content hash of the file, or empty.</param>
internal sealed record SavedCitation(string Article, string Section, string Quote, string Hash);
