using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Api.Tests.RealApi;

/// <summary>Calls to the Kubernetes API as cluster admin; bodies are JSON, answers are returned whatever their status.</summary>
internal sealed class ApiServer : IDisposable
{
    private readonly HttpClient _http;
    private readonly X509Certificate2 _certificate;

    public ApiServer(KubeLite server)
    {
        _certificate = X509CertificateLoader.LoadCertificateFromFile(server.CertificateFile);
        var handler = new HttpClientHandler
        {
            CheckCertificateRevocationList = true,
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == _certificate.Thumbprint,
        };
        _http = new HttpClient(handler, disposeHandler: true) { BaseAddress = server.BaseAddress };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "admin-token");
    }

    /// <summary>The path of a kind's objects in namespace default.</summary>
    public static string Objects(string kind) =>
        $"apis/litellm.ackstorm.ai/v1alpha1/namespaces/default/{ApiKinds.All.Single(k => k.Kind == kind).Plural}";

    public Task<(HttpStatusCode Status, JsonObject Body)> GetAsync(string path, string accept = "application/json") =>
        SendAsync(HttpMethod.Get, path, null, accept);

    /// <summary>Creates an object; fields the schema does not know are errors.</summary>
    public Task<(HttpStatusCode Status, JsonObject Body)> CreateAsync(string path, JsonObject body, bool dryRun = false) =>
        SendAsync(HttpMethod.Post, $"{path}?fieldValidation=Strict{(dryRun ? "&dryRun=All" : "")}", body);

    /// <summary>Replaces an object; fields the schema does not know are errors.</summary>
    public Task<(HttpStatusCode Status, JsonObject Body)> ReplaceAsync(string path, JsonObject body) =>
        SendAsync(HttpMethod.Put, $"{path}?fieldValidation=Strict", body);

    public void Dispose()
    {
        _http.Dispose();
        _certificate.Dispose();
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string accept = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(accept);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request);
        return (response.StatusCode, (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
