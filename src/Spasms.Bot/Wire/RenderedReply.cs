using System.Runtime.CompilerServices;
using System.Text.Json;
using Spasms.Dialog.Replies;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>The parts of a reply that are the same wherever it goes out: its words and its citations.</summary>
/// <param name="BaseUrl">What the links begin with.</param>
/// <param name="Text">The words as Markdown.</param>
/// <param name="Entities">The citations; null where there are none.</param>
internal sealed record RenderedReply(string BaseUrl, string Text, IReadOnlyList<MessageEntity>? Entities)
{
    // Replies that will be given again, and what they were rendered to; both go with the reply itself.
    private static readonly ConditionalWeakTable<Reply, Slot> Known = new();

    /// <summary>The words, encoded; null where nobody said that they will be given again.</summary>
    public JsonEncodedText? Encoded { get; private init; }

    /// <summary>Renders it, or gives what was rendered before.</summary>
    public static RenderedReply Of(Reply reply, string baseUrl)
    {
        if (!Known.TryGetValue(reply, out var slot))
        {
            return Render(reply, baseUrl);
        }

        return slot.Rendered is { } rendered && rendered.BaseUrl == baseUrl ? rendered : slot.Rendered = Encode(Render(reply, baseUrl));
    }

    /// <summary>Says that this very reply will be given again.</summary>
    public static void Remember(Reply reply) => Known.TryAdd(reply, new Slot());

    private static RenderedReply Render(Reply reply, string baseUrl)
    {
        string[] links = [.. reply.Citations.Select(c => ReplyActivity.Link(c, baseUrl))];
        return new RenderedReply(
            baseUrl,
            MarkdownText.Render(reply, links),
            links.Length == 0
                ? null
                : [new MessageEntity([.. reply.Citations.Select((c, i) => new Claim(i + 1, new DigitalDocument(c.Title, links[i], c.Quote) { Version = c.Hash }))])]);
    }

    private static RenderedReply Encode(RenderedReply rendered) => rendered with
    {
        Encoded = BotActivity.Encode(rendered.Text),
        Entities = rendered.Entities is [{ Citation: { } claims }] ? [new MessageEntity(new EncodedClaims(claims))] : rendered.Entities,
    };

    private sealed class Slot
    {
        public RenderedReply? Rendered { get; set; }
    }
}
