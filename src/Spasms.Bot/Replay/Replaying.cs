using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Spasms.Bot.Turns;
using Spasms.Bot.Wire;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Replay;

/// <summary>
/// Works out a kept conversation anew, turn by turn from its log, each on the content it was answered from, and compares the
/// replies and the last state with what is kept, to the letter (I7).
/// </summary>
internal sealed class Replaying(IConversationStore store, KeptSnapshots snapshots, Take take)
{
    private const int Page = 500;

    // What the door wrote around the words.
    private static readonly string[] Envelope = ["id", "timestamp", "channelId", "serviceUrl", "conversation", "from", "recipient", "replyToId"];

    /// <summary>Replays one conversation; null when there is none.</summary>
    public async Task<ReplayReport?> RunAsync(string conversation, CancellationToken cancel)
    {
        if (await store.LoadAsync(conversation, cancel) is not { } kept)
        {
            return null;
        }

        var differences = ImmutableArray.CreateBuilder<string>();
        var (state, turns, replies, unknown) = (DialogState.New, 0, 0, 0);
        foreach (var entries in Turns(await LogAsync(conversation, cancel)))
        {
            if (TurnBasis.Read(entries[0].Basis) is not { } basis)
            {
                unknown += entries.Any(IsTurn) ? 1 : 0;
                continue;
            }

            turns++;
            var place = string.Create(CultureInfo.InvariantCulture, $"entry {entries[0].Sequence}");
            if (await snapshots.FindAsync(basis.Content, basis.Country, cancel) is not { } snapshot
                || await snapshots.BookAsync(snapshot, basis.Book, basis.Country, cancel) is not { } book)
            {
                differences.Add($"{place}: the content {basis.Content[..12]} it was answered from is not kept, or no longer compiles");
                break;
            }

            var said = ImmutableArray<Reply>.Empty;
            var answers = entries;
            if (IsFromPerson(entries[0]))
            {
                answers = answers[1..];
            }

            if (basis.Greet)
            {
                said = answers.IsEmpty ? [] : [Greeting.Of(snapshot)];
            }
            else if (Message(entries[0], basis) is { } message)
            {
                var turn = take(snapshot, book, state, message);
                (state, said) = (turn.State, turn.Replies);
            }

            if (said.Length != answers.Length)
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: {said.Length} replies instead of {answers.Length}"));
            }

            foreach (var (reply, answer) in said.Zip(answers))
            {
                if (Words(reply, basis, snapshot, answer) == Words(answer))
                {
                    replies++;
                }
                else
                {
                    differences.Add(string.Create(CultureInfo.InvariantCulture, $"entry {answer.Sequence}: other words than are kept"));
                }
            }
        }

        if (unknown == 0 && differences.Count == 0 && !IsState(kept.State, state))
        {
            differences.Add("the state at the end is not the one that is kept");
        }

        return new ReplayReport(conversation, turns, replies, differences.ToImmutable()) { Unknown = unknown };
    }

    private async Task<ImmutableArray<LogEntry>> LogAsync(string conversation, CancellationToken cancel)
    {
        var log = ImmutableArray.CreateBuilder<LogEntry>();
        while (await store.ReadAsync(conversation, log.Count == 0 ? 0 : log[^1].Sequence, Page, cancel) is { IsEmpty: false } page)
        {
            log.AddRange(page);
        }

        return log.ToImmutable();
    }

    // A turn begins where its basis stands, or with something of the person.
    private static IEnumerable<ImmutableArray<LogEntry>> Turns(ImmutableArray<LogEntry> log)
    {
        var from = 0;
        for (var at = 1; at <= log.Length; at++)
        {
            if (at == log.Length || log[at].Basis is not null || IsFromPerson(log[at]))
            {
                yield return log[from..at];
                from = at;
            }
        }
    }

    // An event that is only kept asks nothing of the dialog.
    private static bool IsTurn(LogEntry entry) => Parse(entry) is { } json && (string?)json["type"] == ActivityTypes.Message;

    private static bool IsFromPerson(LogEntry entry) => Parse(entry) is { } json && (string?)json["from"]?["role"] == "user";

    private static UserMessage? Message(LogEntry entry, TurnBasis basis) =>
        Activity.TryParse(entry.Body, out var activity, out _)
            && (Messages.Read(activity, basis.At, basis.AskConsent) ?? Messages.ReadRemark(Feedback.Read(activity), basis.At)) is { } message
            ? message with { LastTriage = basis.LastTriage, AnswersAreOff = basis.AnswersAreOff }
            : null;

    private static bool IsState(StoredState? kept, DialogState replayed) =>
        kept is null
            ? replayed == DialogState.New
            : DialogStateJson.TryRead(kept.Format, kept.Bytes, out var state) && DialogStateJson.Write(state).AsSpan().SequenceEqual(DialogStateJson.Write(replayed));

    // The address of a result's page is signed by the host and no word of the dialog: it is taken as it was kept.
    private static string Words(Reply reply, TurnBasis basis, Snapshot snapshot, LogEntry answer)
    {
        var made = new Made(basis.Content, snapshot.Knowledge.English) { Page = (string?)Parse(answer)?["channelData"]?["page"] };
        return Bare(JsonNode.Parse(ReplyActivity.Of(reply, basis.BaseUrl, unsaved: false, made).ToUtf8()));
    }

    private static string Words(LogEntry entry) => Bare(Parse(entry));

    private static string Bare(JsonNode? activity)
    {
        if (activity is not JsonObject json)
        {
            return "";
        }

        foreach (var name in Envelope)
        {
            json.Remove(name);
        }

        // Thumbs name the message's id and are no words; logs of older releases have none.
        foreach (var entity in (json["entities"] as JsonArray ?? []).OfType<JsonObject>().ToArray())
        {
            entity.Remove("potentialAction");
            if (!entity.ContainsKey("citation"))
            {
                json.Remove("entities");
            }
        }

        return json.ToJsonString();
    }

    private static JsonNode? Parse(LogEntry entry) => JsonNode.Parse(entry.Body);
}
