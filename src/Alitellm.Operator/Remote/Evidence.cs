using System.Globalization;
using Alitellm.Api.Common;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Remote;

/// <summary>Pure: everything the comparison of an object with its entry depends on, in one text. See <see cref="VerifiedLedger"/>.</summary>
internal static class Evidence
{
    /// <param name="siblings">What other objects of the kind contribute.</param>
    public static string Of<TResource, TDesired, TObserved>(
        Pass<TResource, TDesired, TObserved> pass,
        IReadOnlyList<SecretVersion> secrets,
        TObserved? entry,
        string remoteName,
        ResolvedReferences references,
        string siblings)
        where TResource : RemoteResource
        where TDesired : class, IDesiredEntry
        where TObserved : class, IObservedEntry
    {
        return string.Join('|', [
            pass.Resource.Metadata.Uid,
            pass.Resource.Metadata.Generation?.ToString(CultureInfo.InvariantCulture),
            pass.Policies.Management.ToString(),
            string.Join(',', pass.Policies.IgnoreFields),
            string.Join(',', secrets.Select(version => $"{version.Uid}@{version.ResourceVersion}")),
            pass.Connection.Endpoint?.Endpoint,
            pass.Connection.Version?.ToString(),
            remoteName,
            entry?.Id,
            entry?.Fingerprint,
            references.Fingerprint,
            siblings,
        ]);
    }
}
