using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Spasms.Bot.Operations;

/// <summary>
/// What the host measures of itself, under the name <c>Spasms.Bot</c>: for any listener of .NET, and for OTLP where that is set
/// (<see cref="OtlpExport"/>). No tag ever holds what a person wrote, who they are or which conversation it was.
/// </summary>
internal static class Telemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Spasms.Bot";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans: one a turn.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Turns by outcome and kind of answer.</summary>
    public static Counter<long> Turns { get; } = Meter.CreateCounter<long>("spasms.turns", "{turn}", "Turns by outcome and by the gravest kind of their replies");

    /// <summary>From the request to the end of its commit.</summary>
    public static Histogram<double> TurnDuration { get; } = Meter.CreateHistogram<double>("spasms.turn.duration", "s", "From a message's arrival to its commit");

    /// <summary>Questions that the articles don't answer.</summary>
    public static Counter<long> Misses { get; } = Meter.CreateCounter<long>("spasms.misses", "{question}", "Questions that the articles don't answer");

    /// <summary>Levels of urgency that were told, by what told them.</summary>
    public static Counter<long> TriageOutcomes { get; } = Meter.CreateCounter<long>("spasms.triage.outcomes", "{outcome}", "Levels of urgency told, by the questionnaire or by a warning sign");

    /// <summary>How long the store takes.</summary>
    public static Histogram<double> StoreDuration { get; } = Meter.CreateHistogram<double>("spasms.store.duration", "s", "Calls of the store by operation and outcome");

    /// <summary>Notes how long a call of the store took.</summary>
    public static void Store(string operation, long started, bool failed)
    {
        if (StoreDuration.Enabled)
        {
            StoreDuration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new("operation", operation.EndsWith("Async", StringComparison.Ordinal) ? operation[..^5] : operation),
                new("outcome", failed ? "failed" : "done"));
        }
    }
}
