using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.KubeConfigModels;

namespace Alitellm.Kubernetes.Client;

/// <summary>
/// Whom to believe to be the API server. KubernetesClient takes only the first certificate of a kubeconfig's bundle; here the whole bundle counts, and
/// .NET's own validation decides, host name included.
/// </summary>
internal static class ServerTrust
{
    public static void Apply(SslClientAuthenticationOptions tls, KubernetesClientConfiguration config)
    {
        if (config.SkipTlsVerify)
        {
#pragma warning disable CA5359 // The user asked for it: insecure-skip-tls-verify in the kubeconfig.
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            return;
        }

        if (config.SslCaCerts is not { Count: > 0 } authorities)
        {
            return;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        tls.CertificateChainPolicy = policy;
    }

    /// <returns>The authorities of the current context's cluster; null when it names none.</returns>
    public static X509Certificate2Collection? AuthoritiesOf(K8SConfiguration kubeconfig)
    {
        var context = kubeconfig.Contexts.FirstOrDefault(c => c.Name == kubeconfig.CurrentContext)?.ContextDetails;
        var cluster = kubeconfig.Clusters.FirstOrDefault(c => c.Name == context?.Cluster)?.ClusterEndpoint;
        var authorities = new X509Certificate2Collection();
        if (cluster?.CertificateAuthorityData is { Length: > 0 } data)
        {
            authorities.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(data)));
        }
        else if (cluster?.CertificateAuthority is { Length: > 0 } file)
        {
            authorities.ImportFromPemFile(Path.Combine(Path.GetDirectoryName(kubeconfig.FileName) ?? "", file));
        }

        return authorities.Count > 0 ? authorities : null;
    }
}
