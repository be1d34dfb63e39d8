namespace Alitellm.Operator.Discovery.Sources;

/// <summary>A host name was resolved to an address that must not be called; no connection was opened.</summary>
/// <param name="what">What the address is, such as "a loopback address".</param>
internal sealed class RefusedAddressException(string what) : Exception($"the host's address is {what}")
{
    public string What { get; } = what;
}
