using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spasms.Bot.Cli;

/// <summary>
/// Reads JSON lines and writes one line for each, in order, flushed. A bad line gets an error line and work goes on;
/// the end of the input ends the loop.
/// </summary>
internal static class JsonLines
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs until the input ends.</summary>
    /// <typeparam name="TLine">The form of an input line.</typeparam>
    /// <param name="input">UTF-8 lines.</param>
    /// <param name="output">Receives UTF-8 lines and nothing else.</param>
    /// <param name="form">How an input line is read.</param>
    /// <param name="take">Makes the JSON of the output line; a fault message instead where the line says nonsense.</param>
    public static void Run<TLine>(Stream input, Stream output, JsonTypeInfo<TLine> form, Func<TLine, Taken> take)
        where TLine : class
    {
        using var reader = new StreamReader(input, Utf8);
        using var writer = new StreamWriter(output, Utf8) { NewLine = "\n" };
        for (var number = 1; reader.ReadLine() is { } text; number++)
        {
            writer.WriteLine(Answer(text, number, form, take));
            writer.Flush();
        }
    }

    private static string Answer<TLine>(string text, int number, JsonTypeInfo<TLine> form, Func<TLine, Taken> take)
        where TLine : class
    {
        TLine? line;
        try
        {
            line = JsonSerializer.Deserialize(text, form);
        }
        catch (JsonException)
        {
            return Fault("BadSyntax", "This line is not the JSON object that is expected here.", number);
        }

        if (line is null)
        {
            return Fault("BadSyntax", "This line is null; a JSON object is expected.", number);
        }

        var taken = take(line);
        return taken.Json ?? Fault("BadArgument", taken.Fault ?? "", number);
    }

    private static string Fault(string code, string message, int line) =>
        JsonSerializer.Serialize(new LineError(new LineFault(code, message, line)), CliJson.Default.LineError);
}

/// <summary>What came of a line: its output JSON, or what was wrong with it.</summary>
internal readonly record struct Taken(string? Json, string? Fault)
{
    /// <summary>The output line.</summary>
    public static Taken Of(string json) => new(json, null);

    /// <summary>What to do about the line.</summary>
    public static Taken Bad(string message) => new(null, message);
}
