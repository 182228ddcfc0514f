using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Spasms.Bot.Cli;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Operations;

/// <summary>
/// Counts what the owner's page shows: how often, never who or in which words. Counted in memory, kept every quarter of an hour
/// and at the end as notes of kind <c>tally</c> that belong to no person; a crash loses the last quarter at most.
/// </summary>
internal sealed class Tally(IConversationStore store, TimeProvider clock, ILogger log)
{
    /// <summary>The kind of these notes.</summary>
    public const string Kind = "tally";

    private const string Nobody = "(tally)";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(string What, string Which), long> _counts = new();

    /// <summary>Keeps the counts now and then until the timer is disposed.</summary>
    public ITimer Start() => clock.CreateTimer(_ => _ = FlushAsync(), null, Pause, Pause);

    /// <summary>Counts a turn by what changed and what was said.</summary>
    public void Turn(DialogState before, DialogState after, ImmutableArray<Reply> replies)
    {
        Count("kind", TurnWords.KindOf(replies));
        if (replies.Any(r => r.Kind is ReplyKind.Answer or ReplyKind.Partial))
        {
            foreach (var topic in after.Thread.Topics)
            {
                Count("topic", topic);
            }
        }

        foreach (var reply in replies)
        {
            if (TurnWords.Word(reply.Urgency) is { } level)
            {
                Count("level", level);
            }
        }

        // A question that was asked and is never left again is where somebody dropped off.
        var (from, to) = (before.Questionnaire?.Pending?.Id, after.Questionnaire?.Pending?.Id);
        if (from != to)
        {
            Count("asked", to);
            Count("left", from);
        }
    }

    /// <summary>Keeps what was counted since the last time. A store that is down gets it the next time.</summary>
    public async Task FlushAsync()
    {
        var taken = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        foreach (var (what, which) in _counts.Keys)
        {
            if (_counts.TryRemove((what, which), out var count))
            {
                if (!taken.TryGetValue(what, out var counts))
                {
                    taken[what] = counts = new Dictionary<string, long>(StringComparer.Ordinal);
                }

                counts[which] = count;
            }
        }

        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            await store.AddNoteAsync(new Note(Kind, Nobody, clock.GetUtcNow(), JsonSerializer.SerializeToUtf8Bytes(taken)), CancellationToken.None);
        }
        catch (StoreUnavailableException fault)
        {
            Log.StoreDown(log, fault);
            foreach (var (what, counts) in taken)
            {
                foreach (var (which, count) in counts)
                {
                    _counts.AddOrUpdate((what, which), count, (_, n) => n + count);
                }
            }
        }
    }

    /// <summary>What was counted since a time, by all hosts of the store as far as they kept it.</summary>
    public async Task<ILookup<string, KeyValuePair<string, long>>> SumAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await FlushAsync();
        var sums = new Dictionary<(string What, string Which), long>();
        foreach (var note in await store.ReadNotesAsync(Kind, null, cancel))
        {
            if (note.At < since || JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long>>>(note.Bytes) is not { } kept)
            {
                continue;
            }

            foreach (var (what, counts) in kept)
            {
                foreach (var (which, count) in counts)
                {
                    sums[(what, which)] = sums.GetValueOrDefault((what, which)) + count;
                }
            }
        }

        return sums.ToLookup(s => s.Key.What, s => KeyValuePair.Create(s.Key.Which, s.Value), StringComparer.Ordinal);
    }

    private void Count(string what, string? which)
    {
        if (which is { Length: > 0 })
        {
            _counts.AddOrUpdate((what, which), 1, (_, n) => n + 1);
        }
    }
}
