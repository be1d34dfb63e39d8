namespace Alitellm.LiteLLM;

/// <summary>Is told of every request that can change LiteLLM, after it was answered or failed. Called from any thread; must not throw.</summary>
public interface IWriteObserver
{
    void Sent(SentWrite write);
}
