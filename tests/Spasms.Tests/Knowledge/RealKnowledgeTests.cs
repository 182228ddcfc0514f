using Spasms.Knowledge;

namespace Spasms.Tests.Compiling;

public sealed class RealKnowledgeTests
{
    [Fact]
    public void The_real_knowledge_compiles_without_errors()
    {
        var compilation = KnowledgeCompiler.Compile(KnowledgeFiles.Real);

        Assert.True(compilation.Knowledge is not null, string.Join('\n', compilation.Diagnostics.Where(d => d.Severity == Severity.Error)));
    }
}
