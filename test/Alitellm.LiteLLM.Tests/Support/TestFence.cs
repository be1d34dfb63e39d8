namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>A fence that the test can close.</summary>
internal sealed class TestFence : IRequestFence
{
    public bool Closed { get; set; }

    public void ThrowIfClosed()
    {
        if (Closed)
        {
            throw new FenceClosedException();
        }
    }
}
