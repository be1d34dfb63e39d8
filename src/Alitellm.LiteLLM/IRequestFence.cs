namespace Alitellm.LiteLLM;

/// <summary>Says whether this process may still write.</summary>
public interface IRequestFence
{
    /// <summary>
    /// Called right before each write leaves, after all waiting. Throws when the right to write is gone; what it throws reaches the caller
    /// of the API unchanged, and nothing was sent.
    /// </summary>
    void ThrowIfClosed();
}
