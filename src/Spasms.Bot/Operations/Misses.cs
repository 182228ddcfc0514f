using System.Collections.Immutable;
using System.Text.Json;
using Spasms.Dialog;
using Spasms.Dialog.Privacy;
using Spasms.Knowledge.Text;
using Spasms.Protocol.Store;
using Spasms.Search;

namespace Spasms.Bot.Operations;

/// <summary>A question that the articles didn't answer, and the passage that comes nearest: what to write next.</summary>
/// <param name="Question">The question, without what is a person's own.</param>
/// <param name="Passage">Id of the nearest passage; empty where none is near.</param>
internal sealed record Miss(string Question, string Passage)
{
    /// <summary>The kind of these notes. They belong to the person who asked and go with them.</summary>
    public const string Kind = "miss";

    private const int Longest = 300;

    /// <summary>The note of a missed question.</summary>
    public static Note Note(Snapshot snapshot, string person, string text, DateTimeOffset at)
    {
        var question = PersonalData.Remove(snapshot.Knowledge, text);
        question = question.Length <= Longest ? question : question[..Longest];
        var words = Words.Of(question).Select(w => w.Value).ToArray();
        var hits = words.Length == 0 ? [] : snapshot.Index.Search(Query.Of(words), 1);
        return new Note(Kind, person, at, JsonSerializer.SerializeToUtf8Bytes(new Miss(question, hits is [var nearest, ..] ? nearest.Passage.Id : "")));
    }

    /// <summary>The misses since a time.</summary>
    public static async Task<ImmutableArray<Miss>> ReadAsync(IConversationStore store, DateTimeOffset since, CancellationToken cancel) =>
        [.. (await store.ReadNotesAsync(Kind, null, cancel)).Where(n => n.At >= since).Select(n => JsonSerializer.Deserialize<Miss>(n.Bytes)).OfType<Miss>()];
}
