using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Spasms.Dialog.Replies;

namespace Spasms.Dialog.State;

/// <summary>Writes the stored form of a state. Each property that holds null is left out.</summary>
internal static class StateWriter
{
    // Threads that many talks share; each goes when nobody holds it any more.
    private static readonly ConditionalWeakTable<ThreadState, byte[]> Shared = new();

    // Whole states that many talks are in.
    private static readonly ConditionalWeakTable<DialogState, byte[]> Whole = new();

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? s_json;

    public static byte[] Write(DialogState state)
    {
        if (Whole.TryGetValue(state, out var known))
        {
            return known;
        }

        // Room for most states, once a thread.
        var bytes = s_bytes ??= new ArrayBufferWriter<byte>(1 << 12);
        bytes.ResetWrittenCount();
        Write(state, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public static void Write(DialogState state, IBufferWriter<byte> into)
    {
        var json = s_json ??= new Utf8JsonWriter(into);
        json.Reset(into);
        json.WriteStartObject();
        json.WriteNumber("turns"u8, state.Turns);
        Thread(json, state.Thread);
        Questionnaire(json, state.Questionnaire);
        Alarm(json, "alarm"u8, state.Alarm);
        Ended(json, "lastTriage"u8, state.LastTriage);
        json.WriteString("story"u8, state.Story);
        if (state.Last is { } last)
        {
            json.WriteStartObject("last"u8);
            json.WriteString("text"u8, last.Text);
            Thread(json, last.Thread);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Says that this very thread will be written again.</summary>
    public static void Share(ThreadState thread)
    {
        if (!Shared.TryGetValue(thread, out _))
        {
            var bytes = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(bytes))
            {
                Fields(json, thread);
            }

            Shared.TryAdd(thread, bytes.WrittenSpan.ToArray());
        }
    }

    /// <summary>Says that this very state will be written again.</summary>
    public static void Share(DialogState state) => Whole.TryAdd(state, Write(state));

    private static void Thread(Utf8JsonWriter json, ThreadState thread)
    {
        json.WritePropertyName("thread"u8);
        if (Shared.TryGetValue(thread, out var known))
        {
            json.WriteRawValue(known, skipInputValidation: true);
        }
        else
        {
            Fields(json, thread);
        }
    }

    private static void Fields(Utf8JsonWriter json, ThreadState thread)
    {
        json.WriteStartObject();
        Texts(json, "topics"u8, thread.Topics);
        Maybe(json, "subject"u8, thread.Subject);
        Name(json, "ask"u8, thread.Ask);
        Texts(json, "shown"u8, thread.Shown);
        Texts(json, "said"u8, thread.Said);
        Maybe(json, "medicine"u8, thread.Medicine);
        json.WriteNumber("medicineAge"u8, thread.MedicineAge);
        Texts(json, "lasting"u8, thread.Lasting);
        Texts(json, "worded"u8, thread.Worded);
        json.WriteNumber("misses"u8, thread.Misses);
        json.WriteEndObject();
    }

    private static void Questionnaire(Utf8JsonWriter json, QuestionnaireState? questionnaire)
    {
        if (questionnaire is null)
        {
            return;
        }

        json.WriteStartObject("questionnaire"u8);
        json.WriteString("book"u8, questionnaire.Book);
        Time(json, "since"u8, questionnaire.Since);
        json.WriteString("story"u8, questionnaire.Story);
        Pending(json, questionnaire.Pending);
        json.WriteStartArray("responses"u8);
        foreach (var response in questionnaire.Responses)
        {
            Response(json, response);
        }

        json.WriteEndArray();
        json.WriteBoolean("consented"u8, questionnaire.Consented);
        json.WriteBoolean("confirmed"u8, questionnaire.Confirmed);
        json.WriteBoolean("summaryAccepted"u8, questionnaire.SummaryAccepted);
        json.WriteBoolean("changing"u8, questionnaire.Changing);
        json.WriteNumber("unclear"u8, questionnaire.Unclear);
        json.WriteBoolean("saved"u8, questionnaire.Saved);
        Ended(json, "earlier"u8, questionnaire.Earlier);
        if (questionnaire.Ended is { } level)
        {
            Name(json, "ended"u8, level);
        }

        json.WriteEndObject();
    }

    private static void Pending(Utf8JsonWriter json, AskedQuestion? asked)
    {
        if (asked is null)
        {
            return;
        }

        json.WriteStartObject("pending"u8);
        json.WriteString("id"u8, asked.Id);
        Name(json, "type"u8, asked.Type);
        json.WriteStartArray("options"u8);
        foreach (var option in asked.Options)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, option.Id);
            json.WriteString("text"u8, option.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("turn"u8, asked.Turn);
        json.WriteEndObject();
    }

    private static void Response(Utf8JsonWriter json, GivenResponse response)
    {
        json.WriteStartObject();
        json.WriteString("question"u8, response.Question);
        json.WriteString("verbatim"u8, response.Verbatim);
        Name(json, "kind"u8, response.Kind);
        Texts(json, "options"u8, response.Options);
        if (response.Value is { } value)
        {
            json.WriteNumber("value"u8, value);
        }

        json.WriteBoolean("prefilled"u8, response.Prefilled);
        json.WriteBoolean("partial"u8, response.Partial);
        json.WriteEndObject();
    }

    private static void Alarm(Utf8JsonWriter json, ReadOnlySpan<byte> name, AlarmState? alarm)
    {
        if (alarm is null)
        {
            return;
        }

        json.WriteStartObject(name);
        Texts(json, "families"u8, alarm.Families);
        json.WriteNumber("turn"u8, alarm.Turn);
        Time(json, "at"u8, alarm.At);
        json.WriteBoolean("asked"u8, alarm.Asked);
        Maybe(json, "said"u8, alarm.Said);
        Flag(json, "answered"u8, alarm.Answered);
        Alarm(json, "before"u8, alarm.Before);
        Flag(json, "emergency"u8, alarm.Emergency);
        Flag(json, "repeated"u8, alarm.Repeated);
        json.WriteEndObject();
    }

    private static void Ended(Utf8JsonWriter json, ReadOnlySpan<byte> name, EndedTriage? ended)
    {
        if (ended is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("at"u8, ended.At);
        Name(json, "level"u8, ended.Level);
        Maybe(json, "who"u8, ended.Who);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Name<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T value)
        where T : struct, Enum => json.WriteString(name, JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    private static void Maybe(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known);
        }
    }

    private static void Flag(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool? flag)
    {
        if (flag is { } known)
        {
            json.WriteBoolean(name, known);
        }
    }
}
