using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Dialog;

/// <summary>One user message and all it causes.</summary>
/// <param name="State">The conversation's state from now on.</param>
/// <param name="Replies">What the bot says, in order; at most one asks, and that one is last.</param>
/// <param name="Trace">Why: decisions in order, without the person's words.</param>
public sealed record Turn(DialogState State, ImmutableArray<Reply> Replies, ImmutableArray<string> Trace)
{
    /// <summary>True when the person asked to be forgotten: the host removes all of theirs once the replies are out.</summary>
    public bool ForgetPerson { get; init; }
}
