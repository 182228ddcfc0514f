using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spasms.Bot.Wire;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Turns;

/// <summary>
/// Plain answers that were given lately, each once: many questions get the same words, and what is written of those for one of
/// them is there for all (<see cref="RenderedReply"/>). They hold what the articles say, and nothing of a person.
/// </summary>
internal sealed class KnownReplies
{
    private const int Most = 250;

    private ConcurrentDictionary<Reply, Reply> _young = new(SameReply.Instance);
    private ConcurrentDictionary<Reply, Reply> _old = new(SameReply.Instance);

    /// <summary>The replies, each as it was given first.</summary>
    public ImmutableArray<Reply> Of(ImmutableArray<Reply> replies)
    {
        var known = ImmutableArray.CreateBuilder<Reply>(replies.Length);
        foreach (var reply in replies)
        {
            known.Add(Of(reply));
        }

        return known.MoveToImmutable();
    }

    // Two generations: what was not given during a whole one goes.
    private Reply Of(Reply reply)
    {
        if (_young.TryGetValue(reply, out var known))
        {
            return known;
        }

        if (!_old.TryGetValue(reply, out known))
        {
            known = reply;
            RenderedReply.Remember(reply);
        }

        if (_young.TryAdd(known, known) && _young.Count > Most)
        {
            (_old, _young) = (_young, new ConcurrentDictionary<Reply, Reply>(SameReply.Instance));
        }

        return known;
    }

    /// <summary>Replies that say the same in the same form.</summary>
    private sealed class SameReply : IEqualityComparer<Reply>
    {
        public static SameReply Instance { get; } = new();

        public bool Equals(Reply? x, Reply? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null
                && x with { Blocks = y.Blocks, Citations = y.Citations, Rules = y.Rules, Suggestions = y.Suggestions } == y
                && x.Citations.AsSpan().SequenceEqual(y.Citations.AsSpan())
                && x.Rules.AsSpan().SequenceEqual(y.Rules.AsSpan())
                && x.Suggestions.AsSpan().SequenceEqual(y.Suggestions.AsSpan())
                && All(x.Blocks, y.Blocks, Same));

        public int GetHashCode(Reply obj)
        {
            var hash = default(HashCode);
            hash.Add(obj.Blocks.Length);
            foreach (var citation in obj.Citations)
            {
                hash.Add(citation.Section);
                hash.Add(citation.Quote.Length);
            }

            return hash.ToHashCode();
        }

        private static bool Same(Block x, Block y) => (x, y) switch
        {
            (Block.Paragraph a, Block.Paragraph b) => Same(a.Spans, b.Spans),
            (Block.List a, Block.List b) => All(a.Items, b.Items, Same),
            (Block.Table a, Block.Table b) => a.Header.AsSpan().SequenceEqual(b.Header.AsSpan()) && All(a.Rows, b.Rows, static (c, d) => All(c, d, Same)),
            _ => x == y,
        };

        private static bool Same(ImmutableArray<Span> x, ImmutableArray<Span> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        private static bool All<T>(ImmutableArray<T> x, ImmutableArray<T> y, Func<T, T, bool> same)
        {
            if (x.Length != y.Length)
            {
                return false;
            }

            for (var i = 0; i < x.Length; i++)
            {
                if (!same(x[i], y[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
