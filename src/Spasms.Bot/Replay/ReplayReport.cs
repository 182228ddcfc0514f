using System.Collections.Immutable;

namespace Spasms.Bot.Replay;

/// <summary>What came of a replay.</summary>
/// <param name="Conversation">The conversation's key in the store.</param>
/// <param name="Turns">Turns that were worked out again.</param>
/// <param name="Replies">Replies that came out as they are kept.</param>
/// <param name="Differences">Where something came out otherwise, or couldn't be worked out: places, never words.</param>
internal sealed record ReplayReport(string Conversation, int Turns, int Replies, ImmutableArray<string> Differences)
{
    /// <summary>Turns of releases that didn't keep what they were worked out from.</summary>
    public int Unknown { get; init; }

    /// <summary>True when everything came out to the letter.</summary>
    public bool IsSame => Differences.IsEmpty;
}
