using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Dialog.Privacy;
using Spasms.Dialog.State;
using Spasms.Knowledge;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>
/// What a turn leaves about its person beside the talk: what they think of an answer (<c>feedback</c>), which privacy notice
/// stood above the line they wrote in (<c>notice</c>). Kept with the turn and gone with the person.
/// </summary>
internal static class TurnNotes
{
    /// <summary>Kind of the notes on answers. A later note on the same answer stands for the earlier ones.</summary>
    public const string Feedback = "feedback";

    /// <summary>Kind of the notes on the notice that a conversation's first message was sent under.</summary>
    public const string Notice = "notice";

    private const int LongestNotice = 32;

    /// <summary>The note on an answer; none where the conversation holds no such answer.</summary>
    public static async ValueTask<ImmutableArray<Note>> OfFeedbackAsync(
        IConversationStore store, TurnRequest request, StoredConversation? now, KnowledgeBase knowledge)
    {
        if (request.Feedback is not { } given
            || now is not { Person.Length: > 0 }
            || !ActivityIds.TryPlace(request.Envelope.Conversation, given.Answer, out var place)
            || await store.ReadAsync(now.Id, place - 1, 1, CancellationToken.None) is not [{ } entry]
            || entry.Sequence != place)
        {
            return [];
        }

        using var answer = JsonDocument.Parse(entry.Body);
        if (Activity.Text(Child(answer.RootElement, "from"), "role") != "bot" && Activity.Text(answer.RootElement, "inputHint") is null)
        {
            return [];
        }

        var note = new JsonObject
        {
            ["answer"] = given.Answer,
            ["content"] = Activity.Text(Child(answer.RootElement, "channelData"), "content"),
            ["reaction"] = given.Likes ? "like" : "dislike",
            ["comment"] = given.Comment is { } words ? PersonalData.Remove(knowledge, words) : null,
        };
        return [new Note(Feedback, now.Person, request.At, Encoding.UTF8.GetBytes(note.ToJsonString()))];
    }

    /// <summary>The note on the notice, with a conversation's first message from a page that names the one it showed.</summary>
    public static ImmutableArray<Note> OfNotice(TurnRequest request, Activity? posted, DialogState before, string person, string content)
    {
        if (before.Turns > 0
            || request.Message is null
            || person.Length == 0
            || posted is null
            || Activity.Text(Child(posted.Root, "channelData"), "notice") is not { Length: > 0 and <= LongestNotice } version)
        {
            return [];
        }

        var note = new JsonObject { ["notice"] = version, ["content"] = content };
        return [new Note(Notice, person, request.At, Encoding.UTF8.GetBytes(note.ToJsonString()))];
    }

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;
}
