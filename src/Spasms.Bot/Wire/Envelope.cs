using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Dialog.Replies;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Wire;

/// <summary>How the activities of one turn are written for the door they go out by.</summary>
/// <param name="ChannelId">The channel's name.</param>
/// <param name="Conversation">The conversation's id as the channel knows it.</param>
/// <param name="Person">The sender's id.</param>
/// <param name="BaseUrl">Where articles are opened: absolute, no slash at the end.</param>
internal sealed record Envelope(string ChannelId, string Conversation, string Person, string BaseUrl)
{
    /// <summary>The bot's id in Direct Line.</summary>
    public const string BotId = "spasms";

    // Never changed, only written.
    private static readonly JsonObject Bot = new() { ["id"] = BotId, ["name"] = "Spasms.Bot", ["role"] = "bot" };

    /// <summary>What the person sent; null when the bot speaks first.</summary>
    public Activity? Posted { get; init; }

    /// <summary>True when the activity keeps the id its channel gave it (connector); else it gets one from its place in the log.</summary>
    public bool KeepsId { get; init; }

    /// <summary>True on a connector: replies carry the sender's recipient, conversation and serviceUrl back (A3113).</summary>
    public bool Returns { get; init; }

    /// <summary>What the replies are made from: its hash goes along, and a saved conversation is verified against it.</summary>
    public Made? Made { get; init; }

    /// <summary>Signs the addresses of result pages; null where there are none.</summary>
    public ResultLinks? Links { get; init; }

    /// <summary>The id of the person's activity at this place.</summary>
    public string IdOf(long sequence) =>
        KeepsId && Posted?.Id is { Length: > 0 } id ? id : ActivityIds.Of(Conversation, sequence);

    /// <summary>The person's activity as the log keeps it.</summary>
    public byte[] Echo(long sequence, DateTimeOffset at) =>
        new ActivityStamp(IdOf(sequence), at, ChannelId, Conversation, Person).Over(Posted!);

    /// <summary>A reply as the log keeps it.</summary>
    public EntryBody Write(Reply reply, long sequence, string? replyTo, DateTimeOffset at) =>
        Activity(reply, ActivityIds.Of(Conversation, sequence), replyTo, at, PageOf(reply, sequence));

    /// <summary>An emergency reply that could not be kept: it has no place in the log and says so.</summary>
    public EntryBody WriteUnsaved(Reply reply, int number, DateTimeOffset at) =>
        Activity(reply, $"{Conversation}|unsaved-{at.UtcTicks}-{number}", null, at, page: null, unsaved: true);

    /// <summary>That the bot is writing. It answers nothing by id: clients hold back what answers an activity they don't have yet.</summary>
    public byte[] WriteTyping(DateTimeOffset at) => new BotActivity
    {
        Type = ActivityTypes.Typing,
        Id = $"{Conversation}|typing-{at.UtcTicks}",
        Timestamp = ActivityStamp.Format(at),
        ChannelId = ChannelId,
        Conversation = new JsonObject { ["id"] = Conversation },
        From = Bot,
    }.ToUtf8();

    private string? PageOf(Reply reply, long sequence) => reply.Result is null || Links is null ? null : BaseUrl + Links.PathOf(Conversation, sequence);

    private EntryBody Activity(Reply reply, string id, string? replyTo, DateTimeOffset at, string? page, bool unsaved = false) =>
        (ReplyActivity.Of(reply, BaseUrl, unsaved, Made is { } made && page is not null ? made with { Page = page } : Made, id) with
        {
            Id = id,
            Timestamp = ActivityStamp.Format(at),
            ChannelId = ChannelId,
            ServiceUrl = Returns ? Posted?.ServiceUrl : null,
            Conversation = Returned("conversation") ?? new JsonObject { ["id"] = Conversation },
            From = Returned("recipient") ?? Bot,
            Recipient = Returned("from"),
            ReplyToId = replyTo,
        }).ToBody();

    private JsonObject? Returned(string name) =>
        Returns && Posted is { } posted && posted.Root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? JsonObject.Create(value)
            : null;
}
