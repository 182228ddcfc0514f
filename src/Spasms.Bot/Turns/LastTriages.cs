using Spasms.Dialog.State;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Turns;

/// <summary>How a person's last questionnaire ended, kept across their conversations as notes of kind <c>triage</c>.</summary>
internal static class LastTriages
{
    /// <summary>The kind of these notes.</summary>
    public const string Kind = "triage";

    /// <summary>The newest, or null.</summary>
    public static async ValueTask<EndedTriage?> ReadAsync(IConversationStore store, string person)
    {
        if (person.Length == 0)
        {
            return null;
        }

        var notes = await store.ReadNotesAsync(Kind, person, CancellationToken.None);
        return notes.Length > 0 && DialogStateJson.TryRead(DialogStateJson.Format, notes[^1].Bytes, out var state) ? state.LastTriage : null;
    }

    /// <summary>One more, to be kept with its turn; the older ones stay until the person asks to be forgotten.</summary>
    public static Note Note(string person, EndedTriage ended) =>
        new(Kind, person, ended.At, DialogStateJson.Write(DialogState.New with { LastTriage = ended }));
}
