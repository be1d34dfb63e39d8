{{- /* The plurals of all kinds, as the items of a list of YAML. */ -}}
{{- define "alitellm-operator.kinds" -}}
- litellma2aagents
- litellmaccessgroups
- litellmconnections
- litellmguardrails
- litellmmcpserverdiscoveries
- litellmmcpservers
- litellmmcptoolsets
- litellmmodelaliases
- litellmmodeldiscoveries
- litellmmodels
- litellmteams
{{- end }}
