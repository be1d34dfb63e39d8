using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Exceptions;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Client;

public sealed class ClientCertificateTests
{
    [Test]
    public void A_user_is_known_by_the_certificate_and_key_of_the_kubeconfig([Values] bool elliptic)
    {
        var (certificate, key) = Made(elliptic);

        using var read = ClientCertificate.Of(new() { ClientCertificateData = Base64(certificate), ClientCertificateKeyData = Base64(key) });

        Assert.That((read!.Subject, read.HasPrivateKey), Is.EqualTo(("CN=somebody", true)));
    }

    [Test]
    public void Files_are_read_where_there_is_no_data()
    {
        var (certificate, key) = Made(elliptic: true);
        var folder = Directory.CreateTempSubdirectory("alitellm-certificate");
        try
        {
            var (certificateFile, keyFile) = (Path.Combine(folder.FullName, "tls.crt"), Path.Combine(folder.FullName, "tls.key"));
            File.WriteAllText(certificateFile, certificate);
            File.WriteAllText(keyFile, key);

            using var read = ClientCertificate.Of(new() { ClientCertificateFilePath = certificateFile, ClientKeyFilePath = keyFile });

            Assert.That(read!.HasPrivateKey, Is.True);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void A_user_without_one_has_none()
    {
        Assert.That(ClientCertificate.Of(new() { AccessToken = "t" }), Is.Null);
    }

    [TestCase("not base64!")]
    [TestCase("bm8gUEVN")]
    public void What_cannot_be_read_is_a_fault_of_the_kubeconfig_and_is_not_quoted(string key)
    {
        var (certificate, _) = Made(elliptic: true);
        var config = new KubernetesClientConfiguration { ClientCertificateData = Base64(certificate), ClientCertificateKeyData = key };

        Assert.That(() => ClientCertificate.Of(config), Throws.TypeOf<KubeConfigException>().With.Message.Not.Contains(key));
    }

    private static (string Certificate, string Key) Made(bool elliptic)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = elliptic
            ? new CertificateRequest("CN=somebody", curve, HashAlgorithmName.SHA256)
            : new CertificateRequest("CN=somebody", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return (certificate.ExportCertificatePem(), elliptic ? curve.ExportECPrivateKeyPem() : rsa.ExportPkcs8PrivateKeyPem());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
