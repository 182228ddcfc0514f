using Spasms.Protocol.Store;

namespace Spasms.Storage.Tests;

public sealed class MemoryStoreTests : StoreContract
{
    private protected override IConversationStore Open() => new MemoryStore();
}
