namespace Alitellm.Operator.Hosting;

/// <summary>What the process knows about where it runs, beside its environment variables; input of the options parser so that parsing stays pure.</summary>
/// <param name="HostName">Name of the machine or pod.</param>
/// <param name="ServiceAccountNamespace">Content of the mounted service account's namespace file; null outside a pod.</param>
/// <param name="IdentitySuffix">Lower-case letters and digits that make the identity of a process without <c>POD_NAME</c> unique.</param>
internal sealed record ProcessFacts(string HostName, string? ServiceAccountNamespace, string IdentitySuffix)
{
    private const string NamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";
    private const int SuffixLength = 6;

    public static ProcessFacts Read(Random random)
    {
        string? serviceAccountNamespace = File.Exists(NamespaceFile) ? File.ReadAllText(NamespaceFile).Trim() : null;
        return new ProcessFacts(Environment.MachineName, serviceAccountNamespace, random.GetString("bcdfghjklmnpqrstvwxz2456789", SuffixLength));
    }
}
