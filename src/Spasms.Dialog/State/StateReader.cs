using System.Collections.Immutable;
using System.Text.Json;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;
using Spasms.Knowledge.Questions;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.State;

/// <summary>
/// Reads the stored form of a state. Properties that nobody knows are passed over, and those that are not there keep their
/// defaults: a form of an older release loads, and one of a newer too.
/// </summary>
internal static class StateReader
{
    private delegate T Each<T>(ref Utf8JsonReader json);

    /// <exception cref="JsonException">It is damaged.</exception>
    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    /// <exception cref="FormatException">A value is none of its kind.</exception>
    public static DialogState Read(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        json.Read();
        var state = State(ref json);
        return json.Read() ? throw new JsonException() : state;
    }

    private static DialogState State(ref Utf8JsonReader json)
    {
        var state = DialogState.New;
        for (Open(ref json); Next(ref json, out var name);)
        {
            state = name switch
            {
                "turns" => state with { Turns = json.GetInt32() },
                "thread" => state with { Thread = Thread(ref json) },
                "questionnaire" => state with { Questionnaire = Maybe(ref json, Questionnaire) },
                "alarm" => state with { Alarm = Maybe(ref json, Alarm) },
                "lastTriage" => state with { LastTriage = Maybe(ref json, Ended) },
                "story" => state with { Story = Text(ref json) },
                "last" => state with { Last = Maybe(ref json, Answered) },
                _ => Pass(ref json, state),
            };
        }

        return state;
    }

    private static ThreadState Thread(ref Utf8JsonReader json)
    {
        var thread = new ThreadState();
        for (Open(ref json); Next(ref json, out var name);)
        {
            thread = name switch
            {
                "topics" => thread with { Topics = List(ref json, Text) },
                "subject" => thread with { Subject = json.GetString() },
                "ask" => thread with { Ask = Name<Ask>(ref json) },
                "shown" => thread with { Shown = List(ref json, Text) },
                "said" => thread with { Said = List(ref json, Text) },
                "medicine" => thread with { Medicine = json.GetString() },
                "medicineAge" => thread with { MedicineAge = Math.Min(json.GetInt32(), ThreadState.MedicineForgotten) },
                "lasting" => thread with { Lasting = List(ref json, Text) },
                "worded" => thread with { Worded = List(ref json, Text) },
                "misses" => thread with { Misses = json.GetInt32() },
                _ => Pass(ref json, thread),
            };
        }

        return thread;
    }

    private static AnsweredMessage Answered(ref Utf8JsonReader json)
    {
        var last = new AnsweredMessage("", new ThreadState());
        for (Open(ref json); Next(ref json, out var name);)
        {
            last = name switch
            {
                "text" => last with { Text = Text(ref json) },
                "thread" => last with { Thread = Thread(ref json) },
                _ => Pass(ref json, last),
            };
        }

        return last;
    }

    private static EndedTriage Ended(ref Utf8JsonReader json)
    {
        var ended = new EndedTriage(default, Urgency.Routine, null);
        for (Open(ref json); Next(ref json, out var name);)
        {
            ended = name switch
            {
                "at" => ended with { At = json.GetDateTimeOffset() },
                "level" => ended with { Level = Name<Urgency>(ref json) },
                "who" => ended with { Who = json.GetString() },
                _ => Pass(ref json, ended),
            };
        }

        return ended;
    }

    private static AlarmState Alarm(ref Utf8JsonReader json)
    {
        var alarm = new AlarmState();
        for (Open(ref json); Next(ref json, out var name);)
        {
            alarm = name switch
            {
                "families" => alarm with { Families = List(ref json, Text) },
                "turn" => alarm with { Turn = json.GetInt32() },
                "at" => alarm with { At = Time(ref json) },
                "asked" => alarm with { Asked = json.GetBoolean() },
                "said" => alarm with { Said = json.GetString() },
                "answered" => alarm with { Answered = Flag(ref json) },
                "before" => alarm with { Before = Maybe(ref json, Alarm) },
                "emergency" => alarm with { Emergency = Flag(ref json) },
                "repeated" => alarm with { Repeated = Flag(ref json) },
                _ => Pass(ref json, alarm),
            };
        }

        return alarm;
    }

    private static QuestionnaireState Questionnaire(ref Utf8JsonReader json)
    {
        var questionnaire = new QuestionnaireState();
        for (Open(ref json); Next(ref json, out var name);)
        {
            questionnaire = name switch
            {
                "book" => questionnaire with { Book = Text(ref json) },
                "since" => questionnaire with { Since = Time(ref json) },
                "story" => questionnaire with { Story = Text(ref json) },
                "pending" => questionnaire with { Pending = Maybe(ref json, Asked) },
                "responses" => questionnaire with { Responses = List(ref json, Response) },
                "consented" => questionnaire with { Consented = json.GetBoolean() },
                "confirmed" => questionnaire with { Confirmed = json.GetBoolean() },
                "summaryAccepted" => questionnaire with { SummaryAccepted = json.GetBoolean() },
                "changing" => questionnaire with { Changing = json.GetBoolean() },
                "unclear" => questionnaire with { Unclear = json.GetInt32() },
                "saved" => questionnaire with { Saved = json.GetBoolean() },
                "earlier" => questionnaire with { Earlier = Maybe(ref json, Ended) },
                "ended" => questionnaire with { Ended = json.TokenType == JsonTokenType.Null ? null : Name<Urgency>(ref json) },
                _ => Pass(ref json, questionnaire),
            };
        }

        return questionnaire;
    }

    private static AskedQuestion Asked(ref Utf8JsonReader json)
    {
        var asked = new AskedQuestion("", QuestionType.YesNo, [], 0);
        for (Open(ref json); Next(ref json, out var name);)
        {
            asked = name switch
            {
                "id" => asked with { Id = Text(ref json) },
                "type" => asked with { Type = Name<QuestionType>(ref json) },
                "options" => asked with { Options = List(ref json, Option) },
                "turn" => asked with { Turn = json.GetInt32() },
                _ => Pass(ref json, asked),
            };
        }

        return asked;
    }

    private static AskedOption Option(ref Utf8JsonReader json)
    {
        var option = new AskedOption("", "");
        for (Open(ref json); Next(ref json, out var name);)
        {
            option = name switch
            {
                "id" => option with { Id = Text(ref json) },
                "text" => option with { Text = Text(ref json) },
                _ => Pass(ref json, option),
            };
        }

        return option;
    }

    private static GivenResponse Response(ref Utf8JsonReader json)
    {
        var response = new GivenResponse("", "", ResponseKind.Read);
        for (Open(ref json); Next(ref json, out var name);)
        {
            response = name switch
            {
                "question" => response with { Question = Text(ref json) },
                "verbatim" => response with { Verbatim = Text(ref json) },
                "kind" => response with { Kind = Name<ResponseKind>(ref json) },
                "options" => response with { Options = List(ref json, Text) },
                "value" => response with { Value = json.TokenType == JsonTokenType.Null ? null : json.GetDouble() },
                "prefilled" => response with { Prefilled = json.GetBoolean() },
                "partial" => response with { Partial = json.GetBoolean() },
                _ => Pass(ref json, response),
            };
        }

        return response;
    }

    private static void Open(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }
    }

    // To the value of the next property; false at the end of the object.
    private static bool Next(ref Utf8JsonReader json, out string? name)
    {
        json.Read();
        name = json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;
        return name is not null && json.Read();
    }

    private static T Pass<T>(ref Utf8JsonReader json, T value)
    {
        json.Skip();
        return value;
    }

    private static T? Maybe<T>(ref Utf8JsonReader json, Each<T> each)
        where T : class => json.TokenType == JsonTokenType.Null ? null : each(ref json);

    private static ImmutableArray<T> List<T>(ref Utf8JsonReader json, Each<T> each)
        where T : class
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var items = ImmutableArray.CreateBuilder<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(each(ref json));
        }

        return items.ToImmutable();
    }

    private static string Text(ref Utf8JsonReader json) => json.GetString() ?? throw new JsonException();

    private static DateTimeOffset? Time(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? null : json.GetDateTimeOffset();

    private static bool? Flag(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? null : json.GetBoolean();

    private static T Name<T>(ref Utf8JsonReader json)
        where T : struct, Enum => Enum.TryParse<T>(Text(ref json), ignoreCase: true, out var value) ? value : throw new JsonException();
}
