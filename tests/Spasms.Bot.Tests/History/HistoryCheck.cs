using System.Text.Json.Nodes;

namespace Spasms.Bot.Tests.History;

/// <summary>What must be true of a conversation afterwards, whatever happened meanwhile.</summary>
internal static class HistoryCheck
{
    /// <summary>Every broken promise, in words.</summary>
    /// <param name="client">What was promised and seen.</param>
    /// <param name="log">What is there in the end.</param>
    public static IEnumerable<string> Of(HistoryClient client, IReadOnlyList<JsonNode> log)
    {
        var name = client.Conversation;
        foreach (var refusal in client.Refused)
        {
            yield return $"{name}: refused with {refusal}";
        }

        for (var i = 0; i < log.Count; i++)
        {
            if (HistoryClient.PlaceOf(log[i]) != i + 1)
            {
                yield return $"{name}: gap: entry {i + 1} of the log is {(string)log[i]["id"]!}";
            }
        }

        var said = log.Where(IsSaid).Select(a => ((string)a["channelData"]!["clientActivityID"]!, (string)a["id"]!)).ToList();
        foreach (var (key, id) in client.Acknowledged.Except(said))
        {
            yield return $"{name}: lost: {key} was acknowledged as {id} and is not there";
        }

        foreach (var twice in said.GroupBy(s => s.Item1).Where(g => g.Count() > 1))
        {
            yield return $"{name}: doubled: {twice.Key} is there {twice.Count()} times";
        }

        if (!client.Acknowledged.SequenceEqual(said))
        {
            yield return $"{name}: order: {client.Acknowledged.Count} acknowledged, {said.Count} there, or in another order";
        }

        foreach (var fault in Replies(name, log))
        {
            yield return fault;
        }

        if (!client.Seen.SequenceEqual(Enumerable.Range(1, log.Count).Select(i => (long)i)))
        {
            var at = client.Seen.Zip(Enumerable.Range(1, int.MaxValue)).TakeWhile(p => p.First == p.Second).Count();
            yield return $"{name}: the sockets brought {client.Seen.Count} entries of {log.Count}, wrong from {at + 1} on: {string.Join(',', client.Seen.Skip(at).Take(5))}";
        }
    }

    // After each thing said come its replies, at least one, before the next thing.
    private static IEnumerable<string> Replies(string name, IReadOnlyList<JsonNode> log)
    {
        for (var i = 0; i < log.Count; i++)
        {
            if (IsSaid(log[i]) && (i + 1 == log.Count || IsSaid(log[i + 1])))
            {
                yield return $"{name}: {(string)log[i]["id"]!} has no reply";
            }

            if (!IsSaid(log[i]) && (string?)log[i]["replyToId"] is { } to && to != log.Take(i).Where(IsSaid).Select(a => (string)a["id"]!).LastOrDefault())
            {
                yield return $"{name}: {(string)log[i]["id"]!} replies to {to}, which is not the last thing said";
            }
        }
    }

    private static bool IsSaid(JsonNode activity) => (string?)activity["from"]?["role"] == "user";
}
