using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire.Connector;

/// <summary>
/// Replies that a connector must get: places in a conversation's log. The log is the outbox; the note that names them is kept
/// in the same transaction, so that a restart finds what was not yet delivered.
/// </summary>
/// <param name="Conversation">The conversation's key in the store.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="ServiceUrl">Where they go; checked when the message came in.</param>
/// <param name="First">The first reply's place.</param>
/// <param name="Last">The last one's.</param>
internal sealed record Parcel(string Conversation, string Person, string ServiceUrl, long First, long Last)
{
    /// <summary>The kind of the notes.</summary>
    public const string Kind = "delivery";

    /// <summary>Replies that are in no log: emergency advice that could not be kept, or the last words after "forget me".</summary>
    [JsonIgnore]
    public ImmutableArray<LogEntry> Loose { get; init; } = [];

    /// <summary>The parcel of a turn: all but the person's own activity, which stands first. Null: nothing was said.</summary>
    public static Parcel? Of(string conversation, string person, string serviceUrl, ImmutableArray<LogEntry> turn) =>
        turn.Length > 1 ? new Parcel(conversation, person, serviceUrl, turn[1].Sequence, turn[^1].Sequence) : null;

    /// <summary>The note that remembers it.</summary>
    public Note Note(DateTimeOffset at) => new(Kind, Person, at, JsonSerializer.SerializeToUtf8Bytes(this, ParcelJson.Default.Parcel));

    /// <summary>The parcel of a note.</summary>
    public static Parcel? Read(Note note) => JsonSerializer.Deserialize(note.Bytes, ParcelJson.Default.Parcel);
}

/// <summary>A reply that could not be delivered: its place, never its words.</summary>
/// <param name="Conversation">The conversation's key in the store.</param>
/// <param name="Sequence">Its place in the log; 0 for one that was never in it.</param>
/// <param name="Status">The channel's last answer; 0 where none came.</param>
internal sealed record DeadLetter(string Conversation, long Sequence, int Status)
{
    /// <summary>The kind of the notes.</summary>
    public const string Kind = "dead-letter";

    /// <summary>The note that remembers it.</summary>
    public Note Note(string person, DateTimeOffset at) => new(Kind, person, at, JsonSerializer.SerializeToUtf8Bytes(this, ParcelJson.Default.DeadLetter));
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(Parcel))]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class ParcelJson : JsonSerializerContext;
