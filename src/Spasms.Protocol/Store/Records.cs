using System.Collections.Immutable;

namespace Spasms.Protocol.Store;

/// <summary>A conversation without its log.</summary>
/// <param name="Id">Its key in the store.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Version">Grows by one with each commit; guards the next one.</param>
/// <param name="LastSequence">The last place in its log; 0 for an empty one.</param>
public sealed record StoredConversation(string Id, string Person, long Version, long LastSequence)
{
    /// <summary>What the dialog remembers; null before anything was said.</summary>
    public StoredState? State { get; init; }

    /// <summary>Hash of the key by which the person's page finds it again.</summary>
    public string? ResumeKeyHash { get; init; }

    /// <summary>When it last grew.</summary>
    public DateTimeOffset Touched { get; init; }
}

/// <summary>A state, opaque to the store.</summary>
/// <param name="Format">Name and version of the bytes' form.</param>
/// <param name="Bytes">The state itself.</param>
public sealed record StoredState(string Format, byte[] Bytes);

/// <summary>One activity in a log.</summary>
/// <param name="Sequence">Its place: 1 for the first, without gaps.</param>
/// <param name="Words">The activity as UTF-8 JSON.</param>
public sealed record LogEntry(long Sequence, EntryBody Words)
{
    /// <summary>An entry that shares nothing.</summary>
    public LogEntry(long sequence, byte[] body)
        : this(sequence, new EntryBody(body))
    {
    }

    /// <summary>The activity in one array. Worked out anew each time where it shares something.</summary>
    public byte[] Body
    {
        get => Words.ToArray();
        init => Words = new EntryBody(value);
    }

    /// <summary>
    /// What the turn that begins here was worked out from, beside the log and the state before it; opaque. Null on every
    /// other entry, and on those of releases that didn't keep it.
    /// </summary>
    public byte[]? Basis
    {
        get => Ground?.ToArray();
        init => Ground = value is null ? null : new EntryBody(value);
    }

    /// <summary>The basis; of most turns all but the time is the same.</summary>
    public EntryBody? Ground { get; init; }
}

/// <summary>All that one turn leaves behind.</summary>
/// <param name="Conversation">The conversation's key.</param>
/// <param name="ExpectedVersion">The version that the turn was worked out on; 0 opens the conversation.</param>
/// <param name="At">When.</param>
/// <param name="Log">The person's activity and the replies, numbered on from the last.</param>
public sealed record TurnRecord(string Conversation, long ExpectedVersion, DateTimeOffset At, ImmutableArray<LogEntry> Log)
{
    /// <summary>The new state; null leaves the old one.</summary>
    public StoredState? State { get; init; }

    /// <summary>Under which a repeat is known again; null: not idempotent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whose it is; used when the conversation is opened.</summary>
    public string Person { get; init; } = "";

    /// <summary>Hash of a resume key; used when the conversation is opened.</summary>
    public string? ResumeKeyHash { get; init; }

    /// <summary>Notes that are kept together with the turn, or not at all.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>
    /// When the version that the turn was worked out on was kept: a conversation that was forgotten, and began anew under the
    /// same id, comes to the same versions once more. Null: not compared.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True when the record may be kept on top of what is there: the version is the newest and the very one, and the log has no gap.</summary>
    /// <param name="now">What is there, or null.</param>
    public bool Follows(StoredConversation? now)
    {
        // Stores keep milliseconds at least.
        if (ExpectedVersion != (now?.Version ?? 0) || (now is not null && Since is { } since && since.ToUnixTimeMilliseconds() != now.Touched.ToUnixTimeMilliseconds()))
        {
            return false;
        }

        var next = now?.LastSequence ?? 0;
        foreach (var entry in Log)
        {
            if (entry.Sequence != ++next)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What came of a commit. Closed.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Kept.</summary>
    public sealed record Committed : CommitResult
    {
        /// <summary>The only one there is.</summary>
        public static Committed Instance { get; } = new();
    }

    /// <summary>The key was used before: this is what that turn left in the log.</summary>
    public sealed record Duplicate(ImmutableArray<LogEntry> Log) : CommitResult;

    /// <summary>Someone else was faster; load and work the turn out anew.</summary>
    public sealed record Conflict : CommitResult
    {
        /// <summary>The only one there is.</summary>
        public static Conflict Instance { get; } = new();
    }
}

/// <summary>Something kept about a person beside the talk.</summary>
/// <param name="Kind">consent, feedback, miss.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="At">When.</param>
/// <param name="Bytes">Opaque.</param>
public sealed record Note(string Kind, string Person, DateTimeOffset At, byte[] Bytes);

/// <summary>What was removed.</summary>
public sealed record Forgotten(int Conversations, int Activities, int Notes);

/// <summary>The store could not do it; nothing was promised.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
