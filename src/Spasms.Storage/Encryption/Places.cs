using System.Globalization;
using Spasms.Protocol.Store;

namespace Spasms.Storage.Encryption;

/// <summary>Where encrypted bytes belong: bound to them, so that a row can't be put in another's place.</summary>
internal static class Places
{
    /// <summary>An activity of a log.</summary>
    public static string Log(string conversation, long sequence) => string.Create(CultureInfo.InvariantCulture, $"log/{sequence}/{conversation}");

    /// <summary>What a turn was worked out from, beside the activity that it begins with.</summary>
    public static string Basis(string conversation, long sequence) => string.Create(CultureInfo.InvariantCulture, $"basis/{sequence}/{conversation}");

    /// <summary>A conversation's state.</summary>
    public static string State(string conversation) => "state/" + conversation;

    /// <summary>A note.</summary>
    public static string Note(string kind, string person) => $"note/{kind}/{person}";

    /// <summary>The same.</summary>
    public static string Of(Note note) => Note(note.Kind, note.Person);
}
