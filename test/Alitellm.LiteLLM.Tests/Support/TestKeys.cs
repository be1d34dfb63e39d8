namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>A master key that the test can change.</summary>
internal sealed class TestKeys(string key) : IMasterKeySource
{
    public string Key { get; set; } = key;

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Key);
}
