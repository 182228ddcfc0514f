using Spasms.Knowledge;

namespace Spasms.Tests.Compiling;

public sealed class RealKnowledgeTests
{
    [Fact]
    public void The_real_knowledge_compiles_without_errors() =>
        Assert.Equal("", string.Join('\n', Parsed.Compilation.Diagnostics.Where(d => d.Severity == Severity.Error)));
}
