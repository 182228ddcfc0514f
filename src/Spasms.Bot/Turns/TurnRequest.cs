using System.Collections.Immutable;
using Spasms.Bot.Wire;
using Spasms.Dialog;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>What came in at a door, ready to be taken.</summary>
/// <param name="Conversation">The conversation's key in the store.</param>
/// <param name="At">When the host received it.</param>
/// <param name="Envelope">How its activities are written for this door.</param>
internal sealed record TurnRequest(string Conversation, DateTimeOffset At, Envelope Envelope)
{
    /// <summary>What the person sent; null for an event that is only kept.</summary>
    public UserMessage? Message { get; init; }

    /// <summary>What the person thinks of an answer; its words are looked through for an emergency and change nothing else.</summary>
    public Feedback? Feedback { get; init; }

    /// <summary>True: greet unless that was done before.</summary>
    public bool Greet { get; init; }

    /// <summary>Under which a repeat is known again.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whose the conversation becomes when this turn opens it; null: it must be there already.</summary>
    public string? OpenFor { get; init; }

    /// <summary>Hash of the resume key of a conversation that this turn opens.</summary>
    public string? ResumeKeyHash { get; init; }

    /// <summary>Kept with the turn as the person's, who is filled in: files that they sent.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>Where a connector wants the replies delivered; null: they go out in the response, or to readers of the log.</summary>
    public string? DeliverTo { get; init; }

    /// <summary>The sign that an answer is being written; taken down before the answer goes out.</summary>
    public IDisposable? Typing { get; init; }

    /// <summary>True when the sender is over the rate limit: still scanned, but only an emergency is answered and kept (I1).</summary>
    public bool OnlyEmergency { get; init; }
}

/// <summary>What came of a request. Closed.</summary>
internal abstract record TurnOutcome
{
    private TurnOutcome()
    {
    }

    /// <summary>It is in the log: the person's activity (where there is one) and the replies.</summary>
    /// <param name="Entries">In order.</param>
    /// <param name="Repeated">True when an earlier turn under the same key left them.</param>
    public sealed record Kept(ImmutableArray<LogEntry> Entries, bool Repeated) : TurnOutcome
    {
        /// <summary>True when the person was forgotten: these are the last words, and the log is gone.</summary>
        public bool IsLast { get; init; }
    }

    /// <summary>The store is down; the emergency replies went out all the same (I1).</summary>
    public sealed record Unsaved(ImmutableArray<LogEntry> Entries) : TurnOutcome;

    /// <summary>There is no such conversation.</summary>
    public sealed record Missing : TurnOutcome;

    /// <summary>Over the limit, and no emergency.</summary>
    public sealed record Limited : TurnOutcome;
}
