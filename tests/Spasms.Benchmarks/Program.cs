using BenchmarkDotNet.Running;
using Spasms.Benchmarks;

// "latency" prints percentiles over single queries, which means over many hide; anything else goes to BenchmarkDotNet.
if (args is ["latency", ..])
{
    Latency.Print();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Latency).Assembly).Run(args);
