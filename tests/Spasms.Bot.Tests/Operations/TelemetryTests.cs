using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Spasms.Bot.Operations;
using Spasms.Bot.Tests.Wire;

namespace Spasms.Bot.Tests.Operations;

/// <summary>What the host measures, and that no word of anybody is in it.</summary>
public sealed class TelemetryTests
{
    private const string Words = "zebrafinchword";

    [Fact]
    public async Task Turns_kinds_misses_levels_and_the_store_are_measured_and_no_tag_holds_what_was_typed()
    {
        var seen = new ConcurrentQueue<string>();
        using var meters = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == Telemetry.Name) { l.EnableMeasurementEvents(i); } } };
        meters.SetMeasurementEventCallback<long>((i, _, tags, _) => seen.Enqueue(Line(i, tags)));
        meters.SetMeasurementEventCallback<double>((i, _, tags, _) => seen.Enqueue(Line(i, tags)));
        meters.Start();
        using var spans = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => seen.Enqueue($"span {a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {string.Join(' ', a.Events.Select(e => e.Name))} {a.StatusDescription}"),
        };
        ActivitySource.AddActivityListener(spans);

        BreakableStore? store = null;
        await using var host = await RunningHost.StartRealAsync(s => store = new BreakableStore(s));
        var client = await DirectLineClient.StartAsync(host.Http);
        await client.SayAsync("what is dystonia? " + Words, "once");
        await client.SayAsync("what is dystonia? " + Words, "once");
        await client.SayAsync($"who won the {Words} cup in football last year?");
        await client.SayAsync($"I have chest pain and can't breathe {Words}");
        store!.WritesFail = true;
        await client.PostAsync($$"""{"type":"message","text":"what is {{Words}}?"}""");

        foreach (var expected in (string[])
        [
            "spasms.turns outcome=kept kind=answer", "spasms.turns outcome=repeated", "spasms.turns outcome=kept kind=emergency", "spasms.turns outcome=failed",
            "spasms.turn.duration outcome=kept", "spasms.misses", "spasms.triage.outcomes level=emergency",
            "spasms.store.duration operation=Commit outcome=done", "spasms.store.duration operation=Commit outcome=failed", "span turn outcome=kept kind=answer",
        ])
        {
            Assert.Contains(seen, s => s.StartsWith(expected, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(seen, s => s.Contains(Words, StringComparison.OrdinalIgnoreCase) || s.Contains(client.Conversation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_gets_metrics_and_spans_over_OTLP_and_no_word_of_anybody()
    {
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        var got = new ConcurrentDictionary<string, string>();
        var serving = Task.Run(async () =>
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                using var bytes = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(bytes);
                got.AddOrUpdate(context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(bytes.ToArray()), (_, old) => old + Encoding.Latin1.GetString(bytes.ToArray()));
                context.Response.Close();
            }
        });

        await using (var host = await RunningHost.StartRealAsync("OTEL_EXPORTER_OTLP_ENDPOINT=" + address, "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"))
        {
            var client = await DirectLineClient.StartAsync(host.Http);
            await client.SayAsync("what is dystonia? " + Words);
        }

        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
        Assert.Contains("spasms.turns", got["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("spasms.store.duration", got["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("turn", got["/v1/traces"], StringComparison.Ordinal);
        Assert.DoesNotContain(got.Values, body => body.Contains(Words, StringComparison.OrdinalIgnoreCase));
    }

    private static string Line(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        instrument.Name + string.Concat(tags.ToArray().Select(t => $" {t.Key}={t.Value}"));

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
