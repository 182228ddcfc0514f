using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Spasms.Dialog.State;

/// <summary>
/// The stored form of a conversation's state (I6): JSON with a form number, apart from the domain types' wire forms.
/// Old forms keep loading; properties that a form doesn't have take their defaults.
/// </summary>
public static class DialogStateJson
{
    /// <summary>Name and version of the form that <see cref="Write"/> makes.</summary>
    public const string Format = "spasms-dialog/1";

    /// <summary>The state as UTF-8 JSON; not to be changed, since it may be shared.</summary>
    public static byte[] Write(DialogState state) => StateWriter.Write(state);

    /// <summary>The same, to where there is room for it.</summary>
    public static void Write(DialogState state, IBufferWriter<byte> into) => StateWriter.Write(state, into);

    /// <summary>Says that this very thread will stand in many states: its part of them is kept as it is written, as long as the thread is.</summary>
    public static void Share(ThreadState thread) => StateWriter.Share(thread);

    /// <summary>The same of a whole state.</summary>
    public static void Share(DialogState state) => StateWriter.Share(state);

    /// <summary>Reads a stored state. False when the form is unknown or the bytes are damaged: the talk then starts anew.</summary>
    /// <param name="format">The format stored beside the bytes.</param>
    /// <param name="bytes">What <see cref="Write"/> made, by this release or an older one.</param>
    /// <param name="state">The state; <see cref="DialogState.New"/> where false is returned.</param>
    public static bool TryRead(string format, ReadOnlySpan<byte> bytes, [NotNull] out DialogState? state)
    {
        state = DialogState.New;
        if (format != Format)
        {
            return false;
        }

        try
        {
            state = StateReader.Read(bytes);
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}
