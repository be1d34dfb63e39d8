namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>Remembers what it is told.</summary>
internal sealed class SeenWrites : IWriteObserver
{
    public List<SentWrite> All { get; } = [];

    public void Sent(SentWrite write) => All.Add(write);
}
