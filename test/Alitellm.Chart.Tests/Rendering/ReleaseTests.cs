using Alitellm.Api;
using Alitellm.Chart.Tests.Support;
using Alitellm.Testing;
using Alitellm.Testing.Kubernetes;

namespace Alitellm.Chart.Tests.Rendering;

/// <summary>What a release looks like.</summary>
public sealed class ReleaseTests
{
    /// <summary>Every value of the reference operator's chart, each set.</summary>
    private const string ReferenceValues = """
        installCRDs: true
        image: {repo: registry.example.com/alitellm-operator, tag: v0.8.2, pullPolicy: IfNotPresent}
        watchNamespace: operators
        toolhive: {enabled: true}
        metrics:
          serviceMonitor: {enabled: true}
          dashboards:
            enabled: true
            label: grafana_dashboard
            labelValue: "1"
            folders: {operator: aLiteLLM Operator, litellm: aLiteLLM}
            folder: aLiteLLM
            labels: {}
          prometheusRule: {enabled: true, labels: {}}
        safetyRelistInterval: 7m
        extraEnv: [{name: LITELLM_OPERATOR_REQUIRE_HTTPS_REMOTE, value: "true"}]
        resources: {limits: {cpu: 500m, memory: 128Mi}, requests: {cpu: 10m, memory: 64Mi}}
        opencodeCatalog: {enabled: true, namespace: tools, name: opencode-catalog, apiBase: https://llm.example.com}
        """;

    [Test]
    public void The_reference_chart_s_values_are_understood()
    {
        var rendered = OperatorChart.Checkout.Render(ReferenceValues);
        var environment = rendered.Environment();

        Assert.Multiple(() =>
        {
            Assert.That((string?)rendered.Container()["image"], Is.EqualTo("registry.example.com/alitellm-operator:v0.8.2"));
            Assert.That(environment["WATCH_NAMESPACE"], Is.EqualTo("operators"));
            Assert.That(environment["LITELLM_OPERATOR_SAFETY_RELIST_INTERVAL"], Is.EqualTo("7m"));
            Assert.That(environment["LITELLM_OPERATOR_REQUIRE_HTTPS_REMOTE"], Is.EqualTo("true"));
            Assert.That(environment["OPENCODE_CATALOG_CONFIGMAP"], Is.EqualTo("tools/opencode-catalog"));
            Assert.That(environment["OPENCODE_CATALOG_API_BASE"], Is.EqualTo("https://llm.example.com"));
            Assert.That((string?)rendered.Container()["resources"]!["limits"]!["cpu"], Is.EqualTo("500m"));
            Assert.That(rendered.OfKind("ServiceMonitor").Count(), Is.EqualTo(1));
            Assert.That(rendered.OfKind("ClusterRole").Select(static one => one.Name()), Has.One.EndsWith("-toolhive"));
        });
    }

    [Test]
    public void Definitions_are_those_of_the_repository_and_outlive_the_release()
    {
        var rendered = OperatorChart.Checkout.Render("{}").OfKind("CustomResourceDefinition").ToDictionary(static crd => crd.Name());

        Assert.That(rendered.Keys, Is.EquivalentTo(ApiKinds.All.Select(static kind => kind.CrdName)));
        foreach (var file in Directory.GetFiles(Repository.File("crds")))
        {
            var source = YamlJson.Parse(File.ReadAllText(file));
            var found = rendered[source.Name()];
            Assert.That(found["metadata"]!["annotations"]!.ToJsonString(), Is.EqualTo("""{"helm.sh/resource-policy":"keep"}"""));
            found["metadata"]!.AsObject().Remove("annotations");
            Assert.That(found.ToJsonString(), Is.EqualTo(source.ToJsonString()), file);
        }
    }

    [Test]
    public void Replicas_know_their_pod_and_lead_by_leases()
    {
        var environment = OperatorChart.Checkout.Render("{}").Environment();

        Assert.Multiple(() =>
        {
            Assert.That(environment["ENABLE_LEADER_ELECTION"], Is.EqualTo("true"));
            Assert.That(environment["POD_NAME"], Does.Contain("metadata.name"));
            Assert.That(environment["POD_NAMESPACE"], Does.Contain("metadata.namespace"));
            Assert.That(environment["WATCH_NAMESPACE"], Is.EqualTo(environment["POD_NAMESPACE"]));
            Assert.That(environment["INSTANCE_ID"], Is.EqualTo("$(POD_NAMESPACE)/alitellm-operator"));
        });
    }

    [Test]
    public void The_pod_satisfies_the_restricted_security_standard_with_a_read_only_root()
    {
        var rendered = OperatorChart.Checkout.Render("{}");
        var pod = rendered.OfKind("Deployment").Single()["spec"]!["template"]!["spec"]!;
        var container = rendered.Container()["securityContext"]!;

        Assert.Multiple(() =>
        {
            Assert.That((bool)pod["securityContext"]!["runAsNonRoot"]!);
            Assert.That((string?)pod["securityContext"]!["seccompProfile"]!["type"], Is.EqualTo("RuntimeDefault"));
            Assert.That((bool)container["allowPrivilegeEscalation"]!, Is.False);
            Assert.That((bool)container["readOnlyRootFilesystem"]!);
            Assert.That(container["capabilities"]!["drop"].Texts(), Is.EqualTo(["ALL"]));
            Assert.That((long)pod["terminationGracePeriodSeconds"]!, Is.GreaterThan(30));
        });
    }

    [Test]
    public void A_disruption_leaves_one_replica()
    {
        var rendered = OperatorChart.Checkout.Render("{}");
        var deployment = rendered.OfKind("Deployment").Single()["spec"]!;

        Assert.Multiple(() =>
        {
            Assert.That((long)deployment["replicas"]!, Is.EqualTo(2));
            Assert.That((long)rendered.OfKind("PodDisruptionBudget").Single()["spec"]!["maxUnavailable"]!, Is.EqualTo(1));
            Assert.That((long)deployment["strategy"]!["rollingUpdate"]!["maxUnavailable"]!, Is.Zero);
            Assert.That(deployment["template"]!["spec"]!["affinity"]!["podAntiAffinity"], Is.Not.Null);
        });
    }

    [Test]
    public void An_image_can_be_pinned_by_its_digest()
    {
        var digest = $"sha256:{new string('a', 64)}";

        Assert.That((string?)OperatorChart.Checkout.Render($"image: {{repo: r/o, tag: v1, digest: '{digest}'}}").Container()["image"], Is.EqualTo($"r/o:v1@{digest}"));
    }
}
