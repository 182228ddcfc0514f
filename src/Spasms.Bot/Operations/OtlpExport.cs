using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Spasms.Bot.Operations;

/// <summary>Sends traces and metrics to a collector (OTLP), where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; loads nothing otherwise.</summary>
internal static class OtlpExport
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string OverHttp = "http/protobuf";

    /// <summary>The settings that are read here, under the names that OpenTelemetry gives them.</summary>
    public static string[] Keys { get; } = [EndpointKey, ProtocolKey];

    /// <summary>Begins to send; dispose it to send the rest and end. Null where no collector is named.</summary>
    public static IDisposable? Start(IConfiguration configuration) =>
        Uri.TryCreate(configuration[EndpointKey], UriKind.Absolute, out var endpoint) ? Begin(endpoint, configuration[ProtocolKey] == OverHttp) : null;

    // The request around a turn is not sampled by anybody, and must not decide for it. Apart, so that the assemblies are loaded only when it runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Sending Begin(Uri endpoint, bool isHttp)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("spasms-bot", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3));
        var traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new AlwaysOnSampler())
            .AddSource(Telemetry.Name)
            .AddOtlpExporter(o => To(o, "v1/traces"))
            .Build();
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Telemetry.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddOtlpExporter(o => To(o, "v1/metrics"))
            .Build();
        return new Sending(traces, metrics);

        void To(OtlpExporterOptions options, string path)
        {
            options.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            options.Endpoint = isHttp ? new Uri(endpoint.ToString().TrimEnd('/') + "/" + path) : endpoint;
        }
    }

    private sealed class Sending(TracerProvider traces, MeterProvider metrics) : IDisposable
    {
        public void Dispose()
        {
            traces.Dispose();
            metrics.Dispose();
        }
    }
}
