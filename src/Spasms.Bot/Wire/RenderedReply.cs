using System.Runtime.CompilerServices;
using Spasms.Dialog.Replies;
using Spasms.Protocol;

namespace Spasms.Bot.Wire;

/// <summary>Replies that will be given again, and what of their activities is the same for everybody; both go with the reply itself.</summary>
internal static class RenderedReply
{
    private static readonly ConditionalWeakTable<Reply, Slot> Known = new();

    /// <summary>Says that this very reply will be given again. It must have citations, and no result.</summary>
    public static void Remember(Reply reply) => Known.TryAdd(reply, new Slot());

    /// <summary>What is the same for everybody: written before, or now by <paramref name="write"/>; null where nobody said that it will be given again.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="baseUrl">Where its links lead.</param>
    /// <param name="made">What it was made from.</param>
    /// <param name="write">Makes the whole activity.</param>
    public static byte[]? Shared(Reply reply, string baseUrl, Made made, Func<Reply, string, Made, BotActivity> write)
    {
        if (!Known.TryGetValue(reply, out var slot))
        {
            return null;
        }

        return slot.Last is { } last && last.BaseUrl == baseUrl && last.Content == made.Content
            ? last.Shared
            : (slot.Last = new Written(baseUrl, made.Content, write(reply, baseUrl, made).WriteShared())).Shared;
    }

    private sealed class Slot
    {
        public Written? Last { get; set; }
    }

    private sealed record Written(string BaseUrl, string Content, byte[] Shared);
}
