using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Operator.Tests.World;

namespace Alitellm.Operator.Tests.Health;

/// <summary>Runs <c>deploy/argocd/health.lua</c> as Argo CD does: with the object in the global <c>obj</c>.</summary>
internal static class ArgoHealth
{
    public static IReadOnlyList<string> Of(IReadOnlyList<JsonObject> objects)
    {
        var program = new StringBuilder($"local judge = assert(loadfile({Literal(RepositoryFiles.PathOf("deploy/argocd/health.lua"))}))\n");
        foreach (var found in objects)
        {
            program.Append("obj = ").Append(Literal(found)).Append("\nprint(judge().status)\n");
        }

        using var lua = Process.Start(new ProcessStartInfo("lua5.4", "-") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        lua.StandardInput.Write(program);
        lua.StandardInput.Close();
        var output = lua.StandardOutput.ReadToEnd();
        var error = lua.StandardError.ReadToEnd();
        lua.WaitForExit();
        return lua.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException(error);
    }

    private static string Literal(JsonNode? node) => node switch
    {
        null => "nil",
        JsonObject members => $"{{{string.Join(',', members.Select(member => $"[{Literal(member.Key)}]={Literal(member.Value)}"))}}}",
        JsonArray items => $"{{{string.Join(',', items.Select(Literal))}}}",
        JsonValue value when value.TryGetValue(out string? text) => Literal(text),
        _ => node.ToJsonString(),
    };

    private static string Literal(string text) =>
        $"\"{string.Concat(Encoding.UTF8.GetBytes(text).Select(static code => code is >= 32 and < 127 and not (byte)'"' and not (byte)'\\' ? $"{(char)code}" : $"\\{code:D3}"))}\"";
}
