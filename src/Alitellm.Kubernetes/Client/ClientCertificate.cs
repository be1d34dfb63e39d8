using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.Exceptions;

namespace Alitellm.Kubernetes.Client;

/// <summary>The certificate by which a user of a kubeconfig shows who he is.</summary>
internal static class ClientCertificate
{
    /// <returns>Null when the user has none.</returns>
    /// <exception cref="KubeConfigException">It cannot be read. What is in it is never quoted: the key is a secret.</exception>
    public static X509Certificate2? Of(KubernetesClientConfiguration config)
    {
        try
        {
            var certificate = Pem(config.ClientCertificateData, config.ClientCertificateFilePath);
            var key = Pem(config.ClientCertificateKeyData, config.ClientKeyFilePath);
            return certificate is null || key is null ? null : X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"the user's client certificate or its key cannot be read ({e.GetType().Name})");
        }
    }

    /// <param name="data">PEM in base64, which wins over the file.</param>
    private static string? Pem(string? data, string? file)
    {
        return data is { Length: > 0 } ? Encoding.ASCII.GetString(Convert.FromBase64String(data)) : file is { Length: > 0 } ? File.ReadAllText(file) : null;
    }
}
