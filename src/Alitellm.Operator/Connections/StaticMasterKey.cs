using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>The key of one client. A rotated key makes a new client, so that nothing sent under the old one lingers.</summary>
internal sealed class StaticMasterKey(string key) : IMasterKeySource
{
    public ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        return ValueTask.FromResult(key);
    }
}
